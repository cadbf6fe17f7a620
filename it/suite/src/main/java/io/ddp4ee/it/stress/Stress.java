package io.ddp4ee.it.stress;

import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;

import jakarta.annotation.Nullable;

import org.awaitility.Awaitility;

import io.ddp4ee.test.DdpClient;

/**
 * One run. What everybody does is drawn from the seed; which of them does it first is not. {@code it.seed} repeats a run,
 * {@code it.stress.seconds} and {@code it.stress.subscriptions} say how long it is.
 */
public final class Stress {

    /** How long anybody waits for anything. */
    public static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final int WRITERS = 4;
    private static final int CLIENTS = Integer.getInteger("it.stress.clients", 200);
    private static final int DRIVERS = 20;
    private static final int SHELVES = 6;

    /** Something that is done to the servers meanwhile, again and again. */
    public interface Fault {
        void inflict(Random random) throws Exception;
    }

    /** What one thread does again and again. */
    private interface Act {
        void run(Random random) throws Exception;
    }

    private static final Duration DURATION = Duration.ofSeconds(Integer.getInteger("it.stress.seconds", 60));
    private static final int SUBSCRIPTIONS = Integer.getInteger("it.stress.subscriptions", 0);

    private final long seed = Long.getLong("it.seed", System.nanoTime());
    private final String title;
    private final Tally tally;
    private final List<StressWriter> writers = new ArrayList<>();
    private final List<StressClient> clients = new ArrayList<>();
    private final List<CompletableFuture<Void>> actors = new ArrayList<>();
    private volatile boolean running = true;

    /**
     * @param firstId the ids from here on are not used by anybody else
     * @param urls of the servers, among which writers and clients are spread evenly
     * @param mayBeClosed whether the servers may have reason to close connections
     */
    public Stress(String title, long firstId, List<String> urls, boolean mayBeClosed) {
        this.title = title;
        this.tally = new Tally(mayBeClosed);
        List<Long> shelves =
                LongStream.range(firstId, firstId + SHELVES).boxed().toList();
        List<String> names = shelves.stream().map(id -> title + id).toList();
        try (DdpClient client = DdpClient.connect(urls.get(0))) {
            shelves.forEach(id -> client.call("addShelf", id, title + id));
        }
        for (int i = 0; i < WRITERS; i++) {
            long writersIds = firstId + 1_000_000L * (i + 1);
            writers.add(new StressWriter(urls.get(i % urls.size()), writersIds, shelves, names, tally));
        }
        for (int i = 0; i < CLIENTS; i++) {
            clients.add(new StressClient(urls.get(i % urls.size()), names, tally));
        }
    }

    /**
     * Goes on for as long as is wanted; when all is quiet again, every client has to have what the database has.
     *
     * @param fault null for none; with faults it is not the number of subscriptions that counts
     */
    public void run(@Nullable Fault fault, Callable<Connection> database) throws Exception {
        System.out.println(title + ": seed " + seed);
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            writers.forEach(writer -> start(threads, writer::act));
            for (int i = 0; i < DRIVERS; i++) {
                List<StressClient> mine = every(DRIVERS, i);
                start(threads, random -> mine.get(random.nextInt(mine.size())).act(random));
            }
            if (fault != null) {
                start(threads, fault::inflict);
            }
            awaitEnd(fault == null ? SUBSCRIPTIONS : 0);
            actors.forEach(CompletableFuture::join);
            compare(database);
        } finally {
            running = false;
            System.out.println(title + ": " + tally);
            threads.shutdown();
            writers.forEach(StressWriter::close);
            clients.forEach(StressClient::disconnect);
        }
    }

    private void compare(Callable<Connection> database) throws Exception {
        try (Connection connection = database.call()) {
            Truth truth = new Truth(connection);
            for (StressClient client : clients) {
                client.assertEquals(truth);
            }
        }
    }

    private List<StressClient> every(int step, int first) {
        List<StressClient> some = new ArrayList<>();
        for (int i = first; i < clients.size(); i += step) {
            some.add(clients.get(i));
        }
        return some;
    }

    private void start(Executor threads, Act act) {
        Random random = new Random(seed + actors.size());
        actors.add(CompletableFuture.runAsync(
                () -> {
                    try {
                        while (running) {
                            act.run(random);
                        }
                    } catch (Exception e) {
                        throw new CompletionException(e);
                    } finally {
                        // Of one that fails it is known, while the others have not yet gone on to cover it up.
                        running = false;
                    }
                },
                threads));
    }

    private void awaitEnd(int subscriptions) {
        long end = System.nanoTime() + DURATION.toNanos();
        Awaitility.await()
                .forever()
                .until(() -> !running || (System.nanoTime() - end > 0 && tally.subscriptions.sum() >= subscriptions));
        running = false;
    }
}
