package io.ddp4ee.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import io.ddp4ee.DdpSession;
import io.ddp4ee.binding.EjsonJsonb;
import io.ddp4ee.binding.ResultWriter;
import io.ddp4ee.bus.ChangeBatch;
import io.ddp4ee.capture.Outcome;
import io.ddp4ee.capture.PublishListener;
import io.ddp4ee.capture.Published;
import io.ddp4ee.memory.LiveMemory;
import io.ddp4ee.method.WriteFences;
import io.ddp4ee.query.DocumentQuery;
import io.ddp4ee.query.LiveQueries;
import io.ddp4ee.query.QueryLimits;
import io.ddp4ee.query.Timer;
import io.ddp4ee.session.SimulatedDatabase.CategoryQuery;
import io.ddp4ee.session.SimulatedDatabase.Part;
import io.ddp4ee.session.SimulatedDatabase.Transaction;

import static org.assertj.core.api.Assertions.assertThat;

/** One engine, one database and all clients, under one random scheduler. */
final class SimulatedWorld {
    static final List<String> CATEGORIES = List.of("a", "b", "c");

    private final long seed;
    final Random random;
    final List<Runnable> tasks = new ArrayList<>();
    final SimulatedDatabase database;
    private final LiveQueries queries;
    private final WriteFences fences = new WriteFences();
    private final PublishListener publishing;
    final List<SimulatedParticipant> participants = new ArrayList<>();
    /** By the call, of a session. */
    final Map<String, Written> written = new HashMap<>();

    private final List<Transaction> open = new ArrayList<>();
    final Sessions sessions;
    final List<String> log = new ArrayList<>();
    long steps;
    private int depth;
    private boolean listening;
    private boolean broken;
    private boolean settling;
    private final Set<String> refused = new HashSet<>();

    private final Set<String> run = new HashSet<>();
    private final Set<String> twice = new HashSet<>();

    /** @param unnoticed whether the database was another than anybody knew */
    record Written(String id, long version, SimulatedParticipant caller, Set<String> readyBefore, boolean unnoticed) {}

    SimulatedWorld(long seed) {
        this.seed = seed;
        this.random = new Random(seed);
        this.database = new SimulatedDatabase(this::whileReading, log);
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
                new QueryLimits(2, Duration.ZERO, Duration.ZERO, 20_000));
        this.publishing = fences.listener(queries);
        ResultWriter results = new ResultWriter(EjsonJsonb.create());
        this.sessions = SimulatedSessions.of(
                isForgetful() ? SimulatedSessions.FORGETFUL : SimulatedSessions.PATIENT,
                Map.of("docs", SimulatedSessions.docs()),
                this::write,
                (wanted, parameters, userId) -> Map.of(queries, wanted(parameters, userId)),
                new LiveMemory(Runnable::run, new FieldsWriter(results)::write, fences::wrote),
                fences,
                results,
                tasks::add,
                () -> steps);
    }

    /** Whether the server does not keep all that a client may have missed. */
    boolean isForgetful() {
        return seed % 4 == 3;
    }

    private static List<DocumentQuery> wanted(List<Object> parameters, String userId) {
        List<DocumentQuery> wanted = new ArrayList<>();
        for (Object parameter : parameters) {
            String text = (String) parameter;
            Part part = Part.valueOf(text.substring(text.indexOf(':') + 1));
            wanted.add(
                    new CategoryQuery(text.substring(0, 1), text.contains("+"), text.contains("="), part).of(userId));
        }
        return wanted;
    }

    /** Writes as a transaction does whose notification may arrive before its commit returns. */
    private Object write(DdpSession session, List<Object> parameters) {
        String call = session.id() + "/" + parameters.get(2);
        if (!run.add(call)) {
            twice.add(call);
        }
        Transaction transaction = database.begin();
        Published batch = new Published(transaction.number(), Set.of("Doc"), List.of());
        meanwhile();
        publishing.publishing(batch);
        meanwhile();
        if (random.nextInt(6) == 0) {
            database.rollBack(transaction);
            throw new IllegalStateException("rolled back");
        }
        String id = (String) parameters.get(0);
        long version = database.commit(transaction, id, (String) parameters.get(1));
        SimulatedParticipant caller =
                (SimulatedParticipant) session.attributes().get("participant");
        written.put(call, new Written(id, version, caller, caller.readySubscriptions(), broken && listening));
        meanwhile();
        publishing.completed(batch, random.nextInt(5) == 0 ? Outcome.UNKNOWN : Outcome.COMMITTED);
        return version;
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

    /** Nobody waits with his commit until others have read. */
    private void whileReading() {
        meanwhile();
        switch (random.nextInt(9)) {
            case 0, 1 -> commit();
            case 2, 3 -> deliver();
            case 4 -> {
                commit();
                deliver();
            }
            case 5 -> {
                if (!settling) {
                    interrupt();
                }
            }
            case 6 -> {
                if (!settling && depth == 0) {
                    takeLong();
                }
            }
            case 7 -> {
                if (!settling) {
                    rush();
                }
            }
            default -> {
                // The database is quick.
            }
        }
        meanwhile();
    }

    /** Others write and are heard of while one query is read. */
    private void rush() {
        for (int i = random.nextInt(4); i > 0; i--) {
            open.add(database.begin());
            commit();
        }
        while (!database.notifications().isEmpty()) {
            deliver();
        }
    }

    /** Much happens while one query is read, also to others that are. */
    private void takeLong() {
        depth++;
        for (int i = random.nextInt(10); i > 0; i--) {
            act();
            for (int steps = random.nextInt(8); steps > 0; steps--) {
                step();
            }
        }
        depth--;
    }

    private void interrupt() {
        switch (random.nextInt(20)) {
            case 0 -> failOver();
            case 1, 2, 3 -> gap();
            default -> {
                // Seldom.
            }
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
        SimulatedParticipant participant = new SimulatedParticipant(this);
        participants.add(participant);
    }

    void act() {
        switch (random.nextInt(16)) {
            case 0, 1 -> open.add(database.begin());
            case 2, 3 -> commit();
            case 4, 5, 6 -> deliver();
            case 7, 8 -> randomParticipant().subscribe();
            case 9 -> randomParticipant().unsubscribe();
            case 10 -> randomParticipant().write();
            case 11 -> {
                if (random.nextInt(5) == 0) {
                    gap();
                }
            }
            case 12 -> {
                if (random.nextInt(20) == 0) {
                    failOver();
                }
            }
            case 13 -> {
                if (random.nextBoolean()) {
                    randomParticipant().lose();
                } else {
                    participants.forEach(SimulatedParticipant::comeBack);
                }
            }
            case 14 -> {
                if (random.nextInt(4) == 0) {
                    randomParticipant().setUserId();
                }
            }
            default -> fail();
        }
    }

    private void fail() {
        switch (random.nextInt(15)) {
            case 0, 1 -> database.failReads(random.nextInt(4));
            case 2 -> database.leaveUnanswered(random.nextInt(4));
            case 3 -> {
                String category = CATEGORIES.get(random.nextInt(CATEGORIES.size()));
                log.add("refuses " + category);
                database.refuse(category, true);
                refused.add(category);
            }
            case 4, 5, 6 -> answerAll();
            default -> {
                // Most of the time nothing is wrong.
            }
        }
    }

    private void answerAll() {
        log.add("refuses nothing");
        CATEGORIES.forEach(category -> database.refuse(category, false));
    }

    /** Whether a query over its category has ever been refused, or over one that it may have been of. */
    boolean hasRefused(CategoryQuery query) {
        return query.category().equals("u") ? !refused.isEmpty() : refused.contains(query.category());
    }

    /** What listens notices later, and hears nothing until then. */
    private void failOver() {
        database.failOver(random.nextInt(4));
        open.clear();
        broken = true;
        participants.forEach(SimulatedParticipant::expectAnything);
    }

    private void commit() {
        if (!open.isEmpty()) {
            Transaction transaction = open.remove(random.nextInt(open.size()));
            database.commit(transaction, randomId(), randomCategory());
        }
    }

    private void deliver() {
        ChangeBatch batch = database.notifications().poll();
        if (batch != null && listening && !broken) {
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
        broken = false;
        queries.established();
        queries.execute(() -> participants.forEach(SimulatedParticipant::mark));
    }

    /** Whether the database is another than the engine knows. */
    boolean isBroken() {
        return broken;
    }

    String randomId() {
        return "d" + random.nextInt(6);
    }

    String randomCategory() {
        return random.nextInt(6) == 0 ? null : CATEGORIES.get(random.nextInt(CATEGORIES.size()));
    }

    private SimulatedParticipant randomParticipant() {
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
            participants.forEach(SimulatedParticipant::check);
            assertThat(twice).as("methods that ran twice").isEmpty();
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(
                    "Seed " + seed + ", " + actions + " actions: " + e.getMessage() + "\n" + String.join("\n", log), e);
        }
    }

    private void settle() {
        settling = true;
        participants.forEach(SimulatedParticipant::comeBack);
        open.forEach(transaction -> database.commit(transaction, randomId(), randomCategory()));
        if (!listening || broken) {
            establish();
        }
        database.failReads(0);
        database.leaveUnanswered(0);
        answerAll();
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
