package io.ddp4ee.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

import io.ddp4ee.binding.EjsonText;
import io.ddp4ee.binding.MatchFailedException;
import io.ddp4ee.bus.Notices;
import io.ddp4ee.config.Config;
import io.ddp4ee.config.ConfigKey;
import io.ddp4ee.container.Threads;
import io.ddp4ee.inspection.Inspection;
import io.ddp4ee.logs.LogFeed;
import io.ddp4ee.method.MethodDefinition;
import io.ddp4ee.publication.Production;
import io.ddp4ee.publication.PublicationDefinition;
import io.ddp4ee.schema.ApplicationSchema;
import io.ddp4ee.security.Access;
import io.ddp4ee.session.Sessions;
import io.ddp4ee.unit.UnitServer;

/** What the server has for those who develop or look after the application, if its settings say so. */
final class BuiltIns {

    private final Config config;
    private final LogFeed logs;
    private final Inspection inspection;

    /** @param server the name of this server */
    BuiltIns(Config config, String server, Threads threads) {
        this.config = config;
        this.logs = new LogFeed(server, threads);
        this.inspection = new Inspection(threads);
    }

    List<PublicationDefinition> publications() {
        List<PublicationDefinition> publications = new ArrayList<>();
        String role = config.getOrNull(ConfigKey.LOGS_ROLE);
        if (role != null) {
            publications.add(publication(LogFeed.NAME, ConfigKey.LOGS_ROLE, onlyFor(role), logs::subscribe));
        }
        if (config.isInspected()) {
            String inspector = config.getOrNull(ConfigKey.INSPECTION_ROLE);
            publications.add(publication(
                    Inspection.NAME,
                    ConfigKey.INSPECTION_ROLE,
                    inspector == null ? Access.EVERYBODY : onlyFor(inspector),
                    inspection::subscribe));
        }
        return publications;
    }

    private static PublicationDefinition publication(
            String name, ConfigKey key, Access access, Supplier<Production> source) {
        return new PublicationDefinition(name, false, true, key.key(), access, (session, parameters) -> {
            if (!parameters.isEmpty()) {
                throw new MatchFailedException("The publication " + name + " has no parameters");
            }
            return source.get();
        });
    }

    List<MethodDefinition> methods(Supplier<ApplicationSchema> schema) {
        List<MethodDefinition> methods = new ArrayList<>();
        String role = config.getOrNull(ConfigKey.SCHEMA_ROLE);
        if (role != null) {
            methods.add(new MethodDefinition(
                    "schema", true, ConfigKey.SCHEMA_ROLE.key(), onlyFor(role), (session, parameters) -> {
                        if (!parameters.isEmpty()) {
                            throw new MatchFailedException("The method schema has no parameters");
                        }
                        return new EjsonText(schema.get().json());
                    }));
        }
        return methods;
    }

    /** There is something to look at. */
    void start(Sessions sessions, List<UnitServer> units, Notices notices) {
        inspection.start(sessions, units);
        if (config.getOrNull(ConfigKey.LOGS_ROLE) != null) {
            units.stream()
                    .filter(unit -> unit.cluster() != null)
                    .findFirst()
                    .ifPresent(unit -> logs.join(notices, unit::tell));
        }
    }

    void stop() {
        inspection.stop();
        logs.stop();
    }

    private static Access onlyFor(String role) {
        return new Access(false, Set.of(role));
    }
}
