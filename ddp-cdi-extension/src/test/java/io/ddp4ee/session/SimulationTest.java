package io.ddp4ee.session;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;

import jakarta.json.JsonValue;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.ddp4ee.DdpSession;
import io.ddp4ee.LiveQuery;
import io.ddp4ee.binding.EjsonJsonb;
import io.ddp4ee.binding.ResultWriter;
import io.ddp4ee.bus.ChangeBatch;
import io.ddp4ee.capture.Outcome;
import io.ddp4ee.capture.PublishListener;
import io.ddp4ee.capture.Published;
import io.ddp4ee.document.Document;
import io.ddp4ee.message.MessageReader;
import io.ddp4ee.method.ErrorTranslator;
import io.ddp4ee.method.MethodDefinition;
import io.ddp4ee.method.Methods;
import io.ddp4ee.method.WriteFences;
import io.ddp4ee.publication.Production;
import io.ddp4ee.publication.PublicationDefinition;
import io.ddp4ee.publication.Publications;
import io.ddp4ee.query.DocumentQuery;
import io.ddp4ee.query.LiveQueries;
import io.ddp4ee.query.QueryLimits;
import io.ddp4ee.query.Timer;
import io.ddp4ee.security.Access;
import io.ddp4ee.session.SimulatedDatabase.CategoryQuery;
import io.ddp4ee.session.SimulatedDatabase.RowState;
import io.ddp4ee.session.SimulatedDatabase.Transaction;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The engine under one random scheduler: commits, notifications, snapshots, gaps, failing reads, subscriptions, their ends
 * and methods happen in every order that could be. Each client checks each message; at the end each has what its queries
 * return. A failure names its seed.
 */
class SimulationTest {

    /** Held, or the level would go with it. */
    private static final Logger LOG = Logger.getLogger("io.ddp4ee");

    private static final List<String> CATEGORIES = List.of("a", "b", "c");

    private static final class World {
        private final long seed;
        private final Random random;
        private final List<Runnable> tasks = new ArrayList<>();
        private final SimulatedDatabase database;
        private final LiveQueries queries;
        private final WriteFences fences = new WriteFences();
        private final PublishListener publishing;
        private final List<Participant> participants = new ArrayList<>();
        private final Map<String, Written> written = new HashMap<>();
        private final List<Transaction> open = new ArrayList<>();
        private final SessionServices services;
        private final List<String> log = new ArrayList<>();
        private long steps;
        private int depth;
        private boolean listening;

        private record Written(String id, long version, Participant caller, Set<String> readyBefore) {}

        World(long seed) {
            this.seed = seed;
            this.random = new Random(seed);
            this.database = new SimulatedDatabase(this::meanwhile, log);
            this.queries = new LiveQueries(
                    database,
                    tasks::add,
                    tasks::add,
                    new Timer() {
                        @Override
                        public long nanoTime() {
                            return steps;
                        }

                        @Override
                        public void after(Duration delay, Runnable task) {
                            tasks.add(task);
                        }
                    },
                    new QueryLimits(2, Duration.ZERO, Duration.ZERO));
            this.publishing = fences.listener(queries);
            ResultWriter results = new ResultWriter(EjsonJsonb.create());
            this.services = new SessionServices(
                    new MessageReader(),
                    new Publications(Map.of("docs", publication())),
                    new Methods(Map.of("write", method())),
                    (wanted, parameters, userId) -> Map.of(queries, wanted(parameters)),
                    fences,
                    new ErrorTranslator(e -> java.util.Optional.empty(), results),
                    results,
                    new SessionEvents() {
                        @Override
                        public void opened(DdpSession session) {}

                        @Override
                        public void closed(DdpSession session) {}
                    },
                    new SessionLimits(
                            100_000, Long.MAX_VALUE, 100, Long.MAX_VALUE, 1000, Duration.ofHours(1), Duration.ZERO),
                    new RandomIds(),
                    new SessionThreads(tasks::add, tasks::add, tasks::add, tasks::add));
        }

        private static List<DocumentQuery> wanted(List<Object> parameters) {
            List<DocumentQuery> wanted = new ArrayList<>();
            for (Object parameter : parameters) {
                String text = (String) parameter;
                wanted.add(new CategoryQuery(text.substring(0, 1), text.endsWith("+")));
            }
            return wanted;
        }

        private PublicationDefinition publication() {
            return new PublicationDefinition(
                    "docs",
                    false,
                    "here",
                    Access.EVERYBODY,
                    (session, parameters) -> new Production(List.of(LiveQuery.of(Object.class)), List.of(), () -> {}));
        }

        /** Writes as a transaction does whose notification may arrive before its commit returns. */
        private MethodDefinition method() {
            return new MethodDefinition("write", false, "here", Access.EVERYBODY, (session, parameters) -> {
                Transaction transaction = database.begin();
                Published batch = new Published(transaction.number(), Set.of("Doc"));
                meanwhile();
                publishing.publishing(batch);
                meanwhile();
                if (random.nextInt(6) == 0) {
                    database.rollBack(transaction);
                    throw new IllegalStateException("rolled back");
                }
                String id = (String) parameters.get(0);
                long version = database.commit(transaction, id, (String) parameters.get(1));
                Participant caller = (Participant) session.attributes().get("participant");
                written.put((String) parameters.get(2), new Written(id, version, caller, caller.readySubscriptions()));
                meanwhile();
                publishing.completed(batch, random.nextInt(5) == 0 ? Outcome.UNKNOWN : Outcome.COMMITTED);
                return version;
            });
        }

        /** Other threads go on while one waits. */
        private void meanwhile() {
            if (depth < 3) {
                depth++;
                for (int i = random.nextInt(4); i > 0; i--) {
                    step();
                }
                depth--;
            }
        }

        private boolean step() {
            if (tasks.isEmpty()) {
                return false;
            }
            steps++;
            tasks.remove(random.nextInt(tasks.size())).run();
            return true;
        }

        void join() {
            Participant participant = new Participant(this);
            participants.add(participant);
        }

        void act() {
            switch (random.nextInt(13)) {
                case 0, 1 -> open.add(database.begin());
                case 2, 3 -> {
                    if (!open.isEmpty()) {
                        Transaction transaction = open.remove(random.nextInt(open.size()));
                        database.commit(transaction, randomId(), randomCategory());
                    }
                }
                case 4, 5, 6 -> deliver();
                case 7, 8 -> randomParticipant().subscribe();
                case 9 -> randomParticipant().unsubscribe();
                case 10 -> randomParticipant().write();
                case 11 -> {
                    if (random.nextInt(10) == 0) {
                        gap();
                    }
                }
                default -> {
                    if (random.nextInt(10) == 0) {
                        database.failReads(random.nextInt(4));
                    }
                }
            }
        }

        private void deliver() {
            ChangeBatch batch = database.notifications().poll();
            if (batch != null && listening) {
                log.add("delivered " + batch.transaction());
                queries.execute(() -> queries.received(batch));
            }
        }

        /** The bus has missed all that was committed until it is there again. */
        private void gap() {
            log.add("gap, listening " + !listening);
            if (listening) {
                listening = false;
                queries.lost("a gap");
            } else {
                establish();
            }
        }

        private void establish() {
            database.notifications().clear();
            listening = true;
            queries.established();
        }

        private String randomId() {
            return "d" + random.nextInt(6);
        }

        private String randomCategory() {
            return random.nextInt(6) == 0 ? null : CATEGORIES.get(random.nextInt(CATEGORIES.size()));
        }

        private Participant randomParticipant() {
            return participants.get(random.nextInt(participants.size()));
        }

        void run(int actions) {
            try {
                for (int i = 0; i < 4; i++) {
                    join();
                }
                for (int i = 0; i < actions; i++) {
                    act();
                    for (int steps = random.nextInt(6); steps > 0; steps--) {
                        step();
                    }
                    if (i == 20) {
                        establish();
                    }
                    participants.forEach(participant -> participant.client.verify());
                }
                settle();
                participants.forEach(Participant::check);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError(
                        "Seed " + seed + ", " + actions + " actions: " + e.getMessage() + "\n" + String.join("\n", log),
                        e);
            }
        }

        private void settle() {
            open.forEach(transaction -> database.commit(transaction, randomId(), randomCategory()));
            if (!listening) {
                establish();
            }
            database.failReads(0);
            for (int steps = 0; !tasks.isEmpty() || !database.notifications().isEmpty(); steps++) {
                if (steps > 100_000) {
                    throw new AssertionError("It does not come to rest");
                }
                if (!step()) {
                    deliver();
                }
            }
        }
    }

    private static final class Participant {
        private final World world;
        private final SimulatedClient client;
        private final Session session;
        private final Map<String, List<CategoryQuery>> subscriptions = new LinkedHashMap<>();
        private int nextId;

        Participant(World world) {
            this.world = world;
            int number = world.participants.size();
            this.client = new SimulatedClient(text -> world.log.add("client " + number + " < " + text), task -> {
                if (world.random.nextBoolean()) {
                    task.run();
                } else {
                    world.tasks.add(task);
                }
                return null;
            });
            this.session = new Session(
                    world.services,
                    client,
                    new Handshake(URI.create("/"), Map.of(), "", null, Set.of()),
                    () -> world.steps);
            session.handle().attributes().put("participant", this);
            session.receive("{\"msg\":\"connect\",\"version\":\"1\",\"support\":[\"1\"]}");
            client.onUpdated(this::checkWritten);
        }

        Set<String> readySubscriptions() {
            Set<String> ready = new java.util.HashSet<>();
            subscriptions.keySet().stream().filter(client::isReady).forEach(ready::add);
            return ready;
        }

        void subscribe() {
            String id = "s" + nextId++;
            List<CategoryQuery> queries = new ArrayList<>();
            StringBuilder parameters = new StringBuilder();
            for (int i = world.random.nextInt(2); i >= 0; i--) {
                String category =
                        world.random.nextInt(4) == 0 ? "*" : CATEGORIES.get(world.random.nextInt(CATEGORIES.size()));
                boolean withCategory = world.random.nextInt(3) > 0;
                queries.add(new CategoryQuery(category, withCategory));
                parameters
                        .append(parameters.length() == 0 ? "" : ",")
                        .append("\"" + category + (withCategory ? "+" : "") + "\"");
            }
            subscriptions.put(id, queries);
            world.log.add("client " + world.participants.indexOf(this) + " > sub " + id + " " + parameters);
            session.receive(
                    "{\"msg\":\"sub\",\"id\":\"" + id + "\",\"name\":\"docs\",\"params\":[" + parameters + "]}");
        }

        void unsubscribe() {
            if (!subscriptions.isEmpty()) {
                String id = List.copyOf(subscriptions.keySet()).get(world.random.nextInt(subscriptions.size()));
                subscriptions.remove(id);
                world.log.add("client " + world.participants.indexOf(this) + " > unsub " + id);
                session.receive("{\"msg\":\"unsub\",\"id\":\"" + id + "\"}");
            }
        }

        void write() {
            String category = world.randomCategory();
            String id = "m" + nextId++ + "-" + world.participants.indexOf(this);
            session.receive(
                    "{\"msg\":\"method\",\"id\":\"" + id + "\",\"method\":\"write\",\"params\":[\"" + world.randomId()
                            + "\"," + (category == null ? "null" : "\"" + category + "\"") + ",\"" + id + "\"]}");
        }

        /** What a method wrote and nobody has written since is there, if the caller subscribes to it. */
        private void checkWritten(String method) {
            World.Written write = world.written.get(method);
            RowState now = write == null ? null : world.database.rows().get(write.id());
            if (write == null || write.caller() != this) {
                return;
            }
            if (client.documents().containsKey(write.id()) && client.versionOf(write.id()) < write.version()) {
                throw new AssertionError("updated, but " + write.id() + " is at " + client.versionOf(write.id())
                        + " and not at " + write.version());
            }
            boolean wanted = now != null
                    && now.version() == write.version()
                    && subscriptions.entrySet().stream()
                            .filter(subscription -> write.readyBefore().contains(subscription.getKey()))
                            .anyMatch(subscription ->
                                    subscription.getValue().stream().anyMatch(query -> query.matches(now)));
            if (wanted && client.versionOf(write.id()) != write.version()) {
                throw new AssertionError("updated, but " + write.id() + " has not come");
            }
        }

        void check() {
            client.verify();
            Map<String, Map<String, String>> expected = new TreeMap<>();
            subscriptions.forEach((id, queries) -> {
                assertThat(client.isReady(id)).as("ready of " + id).isTrue();
                for (CategoryQuery query : queries) {
                    for (Document document : world.database.select(query).values()) {
                        Map<String, String> fields = expected.computeIfAbsent(document.id(), d -> new TreeMap<>());
                        document.fields().forEach(fields::put);
                    }
                }
            });
            Map<String, Map<String, String>> actual = new TreeMap<>();
            client.documents().forEach((id, document) -> {
                Map<String, String> fields = new TreeMap<>();
                for (Map.Entry<String, JsonValue> field : document.entrySet()) {
                    fields.put(field.getKey(), field.getValue().toString());
                }
                actual.put(id, fields);
            });
            assertThat(actual)
                    .as("documents of client " + world.participants.indexOf(this))
                    .isEqualTo(expected);
            for (int i = 0; i < nextId; i++) {
                String method = "m" + i + "-" + world.participants.indexOf(this);
                boolean called = world.written.containsKey(method);
                assertThat(!called || client.isAnswered(method))
                        .as("answer of " + method)
                        .isTrue();
            }
            assertThat(client.isClosed()).isFalse();
        }
    }

    @BeforeAll
    static void keepQuiet() {
        LOG.setLevel(Level.OFF);
    }

    @AfterAll
    static void speakAgain() {
        LOG.setLevel(null);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void anyOrder_everyClientIsRight(int part) {
        int rounds = Integer.getInteger("ddp.simulation.rounds", 250);
        for (int round = 0; round < rounds; round++) {
            new World(part * 1_000_000L + round).run(150);
        }
    }

    /** Plays one round again, with everything that happened in the failure's message. */
    @Test
    @EnabledIfSystemProperty(named = "ddp.seed", matches = ".+")
    void oneRound() {
        new World(Long.getLong("ddp.seed")).run(Integer.getInteger("ddp.actions"));
    }

    @Test
    void longRun_everyClientIsRight() {
        new World(42).run(5_000);
    }
}
