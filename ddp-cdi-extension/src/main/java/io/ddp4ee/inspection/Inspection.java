package io.ddp4ee.inspection;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.ddp4ee.LiveDocuments;
import io.ddp4ee.container.Threads;
import io.ddp4ee.memory.Audience;
import io.ddp4ee.publication.Production;
import io.ddp4ee.session.SessionLook;
import io.ddp4ee.session.SessionLook.SubscriptionLook;
import io.ddp4ee.session.Sessions;
import io.ddp4ee.unit.UnitServer;

/** Shows what goes on in this server to those who subscribe to it, and looks only while there are any. */
public final class Inspection {

    /** The publication. */
    public static final String NAME = "ddp.inspection";

    /** Of each kind: nobody reads more. */
    static final int MOST = 1_000;

    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final Threads threads;
    private final LiveDocuments sessions = LiveDocuments.in("ddp.sessions");
    private final LiveDocuments subscriptions = LiveDocuments.in("ddp.subscriptions");
    private final LiveDocuments queries = LiveDocuments.in("ddp.queries");
    private final LiveDocuments ways = LiveDocuments.in("ddp.ways");
    private final LiveDocuments batches = LiveDocuments.in("ddp.batches");
    private final LiveDocuments queues = LiveDocuments.in("ddp.queues");
    private final Audience audience;

    /** Before there are sessions nobody subscribes. */
    private volatile Everything everything;

    public Inspection(Threads threads) {
        this.threads = threads;
        this.audience = new Audience(INTERVAL, threads.timer(), threads.pool(), new Audience.Show() {
            @Override
            public void begin() {
                everything.show();
            }

            @Override
            public void show() {
                everything.show();
            }

            @Override
            public void end() {
                everything.end();
            }
        });
    }

    /** From now on there is something to look at. */
    public void start(Sessions all, List<UnitServer> units) {
        everything = new Everything(all, units);
    }

    /** For one more subscription, which may see it. */
    public Production subscribe() {
        return audience.subscribe(List.of(sessions, subscriptions, queries, ways, batches, queues));
    }

    public void stop() {
        audience.close();
    }

    private final class Everything {

        private final Sessions all;
        private final List<UnitInspection> units;
        private final Mirror shownSessions = new Mirror(sessions);
        private final Mirror shownSubscriptions = new Mirror(subscriptions);
        private final Mirror shownQueues = new Mirror(queues);

        Everything(Sessions all, List<UnitServer> units) {
            this.all = all;
            this.units = units.stream()
                    .map(unit -> new UnitInspection(unit, queries, ways, batches))
                    .toList();
        }

        void show() {
            Map<String, Map<String, Object>> foundSessions = new LinkedHashMap<>();
            Map<String, Map<String, Object>> foundSubscriptions = new LinkedHashMap<>();
            for (SessionLook session : all.look(MOST)) {
                foundSessions.put(session.id(), fields(session));
                int unnamed = 0;
                for (SubscriptionLook one : session.subscriptions()) {
                    if (foundSubscriptions.size() == MOST) {
                        break;
                    }
                    String id = one.id() == null ? "universal " + ++unnamed : one.id();
                    foundSubscriptions.put(session.id() + " " + id, fields(session, one));
                }
            }
            shownSessions.show(foundSessions);
            shownSubscriptions.show(foundSubscriptions);
            Map<String, Map<String, Object>> loads = new LinkedHashMap<>();
            threads.look()
                    .forEach((name, load) -> loads.put(
                            name, Map.of("busy", load.busy(), "most", load.most(), "waiting", load.waiting())));
            shownQueues.show(loads);
            units.forEach(unit -> unit.show(audience));
        }

        void end() {
            shownSessions.show(Map.of());
            shownSubscriptions.show(Map.of());
            shownQueues.show(Map.of());
            units.forEach(UnitInspection::end);
        }
    }

    private static Map<String, Object> fields(SessionLook session) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("userId", session.userId());
        fields.put("address", session.address());
        fields.put("state", session.state());
        fields.put("toHandle", session.toHandle());
        fields.put("toSend", session.toSend());
        fields.put("subscriptions", session.subscriptions().size());
        return fields;
    }

    private static Map<String, Object> fields(SessionLook session, SubscriptionLook subscription) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("session", session.id());
        fields.put("publication", subscription.publication());
        fields.put("parameters", subscription.parameters());
        fields.put("ready", subscription.ready());
        fields.put("queries", subscription.queries());
        return fields;
    }
}
