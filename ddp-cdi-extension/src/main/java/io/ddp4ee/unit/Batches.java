package io.ddp4ee.unit;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.Set;

import io.ddp4ee.bus.ChangeBatch;

/** The last batches that were delivered, for whoever looks after the server. Safe for use by several threads. */
public final class Batches {

    private static final int MOST = 50;

    /**
     * A batch, without what it has of its rows.
     *
     * @param number in the order of delivery
     * @param server that wrote it
     */
    public record BatchLook(
            long number,
            long transaction,
            String server,
            Instant delivered,
            Set<String> entities,
            int changes,
            int characters) {}

    private final Queue<BatchLook> last = new ArrayDeque<>();
    private long count;

    synchronized void add(ChangeBatch batch, int characters) {
        last.add(new BatchLook(
                ++count,
                batch.transaction(),
                batch.server(),
                Instant.now(),
                batch.entities(),
                batch.changes().size(),
                characters));
        if (last.size() > MOST) {
            last.remove();
        }
    }

    public synchronized List<BatchLook> all() {
        return List.copyOf(last);
    }
}
