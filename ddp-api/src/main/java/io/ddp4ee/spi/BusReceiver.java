package io.ddp4ee.spi;

import java.util.List;

/**
 * The other end of a {@link BusConnection}. Called by one thread at a time, but for {@link #execute}; must not wait for a
 * database, a client or a lock that is held during either, because a bus that is not read holds up every writer.
 *
 * <pre>{@code
 * receiver.established();
 * receiver.received("4711", List.of(text));    // ... each transaction, in the order of the commits
 * receiver.lost("The connection was closed");
 * }</pre>
 */
public interface BusReceiver {
    /** From now on every committed transaction will be handed on. Called at start and after every loss. */
    void established();

    /** Transactions may be missing from now on, until the bus is established again. */
    void lost(String reason);

    /**
     * A transaction has committed.
     *
     * @param transaction the writer's {@code pg_current_xact_id()}
     * @param texts what it published in the channels of this cluster
     */
    void received(String transaction, List<String> texts);

    /**
     * Executes a statement in a transaction of its own through the application's data source, and commits. Called by
     * another thread of the bus, which may wait, to see whether its messages travel.
     *
     * @throws Exception if the data source does not answer
     */
    void execute(BusStatement statement) throws Exception;
}
