package io.ddp4ee.it.stress;

import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;

import io.ddp4ee.test.DdpClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Clients that write and lose their connections all the time, and go on with their sessions. {@code it.resumption.cuts} says
 * how often at least; {@code it.resumption.seconds}, for how long.
 */
public final class Roaming {

    private static final int ROAMERS = 16;
    private static final int SHELVES = 4;
    private static final int VOLUMES = 40;
    private static final Duration DURATION = Duration.ofSeconds(Integer.getInteger("it.resumption.seconds", 10));
    private static final int CUTS = Integer.getInteger("it.resumption.cuts", 0);

    private final long seed = Long.getLong("it.seed", System.nanoTime());
    private final Tally tally = new Tally(false);
    private final List<Roamer> roamers = new ArrayList<>();
    private final String url;
    private final boolean mustGoOn;

    /**
     * @param firstId the ids from here on are not used by anybody else
     * @param mustGoOn whether the server keeps so much that every session goes on; else some begin anew
     */
    public Roaming(String url, long firstId, boolean mustGoOn) {
        this.url = url;
        this.mustGoOn = mustGoOn;
        List<Long> shelves = range(firstId, SHELVES);
        List<Long> volumes = range(firstId + SHELVES, VOLUMES);
        List<String> names = shelves.stream().map(id -> "roaming " + id).toList();
        try (DdpClient client = DdpClient.connect(url)) {
            shelves.forEach(id -> client.call("addShelf", id, "roaming " + id));
            volumes.forEach(id -> client.call("addVolume", id, shelves.get((int) (id % SHELVES))));
        }
        for (int i = 0; i < ROAMERS; i++) {
            roamers.add(new Roamer("roamer " + i + " ", url, volumes, shelves, names, tally, mustGoOn));
        }
    }

    private static List<Long> range(long first, int count) {
        return LongStream.range(first, first + count).boxed().toList();
    }

    public void run(Callable<Connection> database) throws Exception {
        System.out.println("roaming: seed " + seed);
        ExecutorService threads = Executors.newFixedThreadPool(ROAMERS);
        try {
            long end = System.nanoTime() + DURATION.toNanos();
            List<Future<?>> runs = new ArrayList<>();
            for (int i = 0; i < ROAMERS; i++) {
                Random random = new Random(seed + i);
                Roamer roamer = roamers.get(i);
                runs.add(threads.submit(() -> roam(roamer, random, end)));
            }
            for (Future<?> run : runs) {
                run.get();
            }
            compare(database);
        } finally {
            System.out.println("roaming: " + tally + ", begun anew "
                    + roamers.stream().mapToInt(Roamer::anew).sum());
            threads.shutdownNow();
            roamers.forEach(Roamer::close);
        }
    }

    private Void roam(Roamer roamer, Random random, long end) throws Exception {
        while (System.nanoTime() - end < 0 || tally.disconnects.sum() < CUTS) {
            roamer.act(random);
        }
        roamer.awaitCalls();
        return null;
    }

    private void compare(Callable<Connection> database) throws Exception {
        try (Connection connection = database.call();
                DdpClient client = DdpClient.connect(url)) {
            Truth truth = new Truth(connection);
            for (Roamer roamer : roamers) {
                roamer.assertEquals(truth);
            }
            long driven = roamers.stream().mapToLong(Roamer::driven).sum();
            Map<?, ?> runs = (Map<?, ?>) client.call("runs");
            assertThat(runs.get("most")).isEqualTo(1L);
            // What is not known to have been answered is called once more in another session.
            assertThat((Long) runs.get("calls")).isGreaterThanOrEqualTo(driven);
            assertThat(!mustGoOn || driven == (Long) runs.get("calls"))
                    .as("calls %s of %s", runs, driven)
                    .isTrue();
        }
    }
}
