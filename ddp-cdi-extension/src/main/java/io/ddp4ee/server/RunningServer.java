package io.ddp4ee.server;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import jakarta.json.bind.Jsonb;

import io.ddp4ee.bus.Notice;
import io.ddp4ee.bus.Notices;
import io.ddp4ee.capture.CallbackTarget;
import io.ddp4ee.container.Threads;
import io.ddp4ee.memory.LiveMemory;
import io.ddp4ee.schema.ApplicationSchema;
import io.ddp4ee.session.Sessions;
import io.ddp4ee.transport.Transport;
import io.ddp4ee.transport.sockjs.SockJsSessions;
import io.ddp4ee.unit.UnitServer;

/** All that runs, and how to stop it. */
public final class RunningServer {

    private final List<UnitServer> units;
    private final Notices notices;
    private final Sessions sessions;
    private final LiveMemory memory;
    private final Transport transport;
    private final SockJsSessions sockJs;
    private final Threads threads;
    private final Jsonb jsonb;
    private final CallbackTarget callbacks;
    private final BuiltIns builtIns;
    private final Supplier<ApplicationSchema> schema;
    private final String description;

    RunningServer(
            List<UnitServer> units,
            Notices notices,
            Sessions sessions,
            LiveMemory memory,
            Transport transport,
            SockJsSessions sockJs,
            Threads threads,
            Jsonb jsonb,
            CallbackTarget callbacks,
            BuiltIns builtIns,
            Supplier<ApplicationSchema> schema,
            String description) {
        this.units = List.copyOf(units);
        this.notices = notices;
        this.sessions = sessions;
        this.memory = memory;
        this.transport = transport;
        this.sockJs = sockJs;
        this.threads = threads;
        this.jsonb = jsonb;
        this.callbacks = callbacks;
        this.builtIns = builtIns;
        this.schema = schema;
        this.description = description;
    }

    public Transport transport() {
        return transport;
    }

    public SockJsSessions sockJs() {
        return sockJs;
    }

    public ApplicationSchema schema() {
        return schema.get();
    }

    public String describe() {
        String clusters =
                units.stream().map(UnitServer::cluster).filter(Objects::nonNull).collect(Collectors.joining(", "));
        return clusters.isEmpty() ? description : description + ", listening as cluster " + clusters;
    }

    public UnitServer unitOf(Class<?> entity) {
        for (UnitServer unit : units) {
            if (unit.unit().entities().of(entity) != null) {
                return unit;
            }
        }
        throw new IllegalArgumentException(entity.getName()
                + " is no entity of a persistence unit over PostgreSQL that this" + " application injects");
    }

    /**
     * Tells all servers, when the current transaction commits; through the unit that the transaction is of, as far as that is
     * known: another's might not be able to join it. Without a unit that is listened for there is only this server.
     *
     * @throws Exception if the database cannot be told
     */
    public void tell(Notice notice) throws Exception {
        List<UnitServer> listening =
                units.stream().filter(unit -> unit.cluster() != null).toList();
        Optional<UnitServer> unit = listening.stream()
                .filter(UnitServer::hasNotes)
                .findFirst()
                .or(() -> listening.stream().findFirst());
        if (unit.isPresent()) {
            unit.get().tell(notice);
        } else {
            notices.received(List.of(notice));
        }
    }

    public void stop() {
        sessions.close();
        builtIns.stop();
        memory.stop();
        units.forEach(unit -> unit.stop(callbacks));
        threads.stop();
        // Not before: until then its clients are told.
        sockJs.close();
        units.forEach(UnitServer::forgetQueries);
        try {
            jsonb.close();
        } catch (Exception e) {
            throw new IllegalStateException("JSON-B cannot be closed", e);
        }
    }
}
