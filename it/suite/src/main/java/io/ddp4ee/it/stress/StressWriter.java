package io.ddp4ee.it.stress;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import io.ddp4ee.test.DdpClient;
import io.ddp4ee.test.DdpErrorException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Calls methods without pause. It subscribes to everything, so whenever a method is answered it must have what the method
 * has written, or what somebody has written since.
 */
final class StressWriter {

    private static final int MOST_VOLUMES = 15;

    private final String url;
    private final List<Long> shelves;
    private final List<String> names;
    private final Tally tally;
    private final long firstId;
    private final List<Long> volumes = new ArrayList<>();
    private DdpClient client;
    private int made;

    StressWriter(String url, long firstId, List<Long> shelves, List<String> names, Tally tally) {
        this.url = url;
        this.firstId = firstId;
        this.shelves = shelves;
        this.names = names;
        this.tally = tally;
    }

    void act(Random random) throws Exception {
        if (client == null || client.isClosed()) {
            client = DdpClient.connect(url).timeout(Stress.PATIENCE).onMessage(new Revisions(tally.frames));
            client.subscribe("library").awaitReady();
        }
        int chance = random.nextInt(100);
        Long shelf = shelves.get(random.nextInt(shelves.size()));
        if (volumes.isEmpty() || (chance < 15 && volumes.size() < MOST_VOLUMES)) {
            add(firstId + made++, shelf);
            return;
        }
        Long volume = volumes.get(random.nextInt(volumes.size()));
        int stars = random.nextInt(11);
        if (chance < 20) {
            remove(volume);
        } else if (chance < 40) {
            write("volume", volume, "moveVolume", volume, shelf);
        } else if (chance < 50) {
            write("shelf", shelf, "renameShelf", shelf, names.get(random.nextInt(names.size())));
        } else if (chance < 55) {
            call("rateAll", shelf, stars);
        } else if (chance < 60) {
            assertThat(call("rateThenFail", volume, stars)).as("result").isNull();
        } else if (chance < 63) {
            assertThat(call("retitleTooLong", volume)).as("result").isNull();
        } else {
            write("volume", volume, "rateVolume", volume, stars);
        }
    }

    private void add(Long id, Long shelf) throws Exception {
        if (write("volume", id, "addVolume", id, shelf)) {
            volumes.add(id);
        }
    }

    private void remove(Long volume) throws Exception {
        if (call("removeVolume", volume) != null) {
            volumes.remove(volume);
            assertThat(client.collection("volume").get("" + volume))
                    .as("removed volume")
                    .isNull();
        }
    }

    /** Returns whether it was written; then the caller has it, in this state or a later one. */
    private boolean write(String collection, Long id, String method, Object... arguments) throws Exception {
        Object revision = call(method, arguments);
        if (revision == null) {
            return false;
        }
        Map<String, Object> document = client.collection(collection).get("" + id);
        assertThat(document).as(method + " " + id + " at updated").isNotNull();
        assertThat((Long) document.get("revision"))
                .as(method + " " + id + " at updated")
                .isGreaterThanOrEqualTo((Long) revision);
        return true;
    }

    /** Null if the method failed, which it may: others write too, and the database may be gone. */
    private Object call(String method, Object... arguments) throws Exception {
        tally.methods.increment();
        try {
            return client.callAsync(method, arguments).get(Stress.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            client.verify();
            if (e.getCause() instanceof DdpErrorException || (client.isClosed() && tally.mayBeClosed)) {
                tally.errors.increment();
                return null;
            }
            throw e;
        }
    }

    void close() {
        if (client != null) {
            client.close();
        }
    }
}
