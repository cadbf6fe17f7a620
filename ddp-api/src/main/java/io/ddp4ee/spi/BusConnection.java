package io.ddp4ee.spi;

import java.util.List;
import java.util.Map;

/**
 * A cluster's bus, from this server. Safe for use by several threads.
 *
 * <pre>{@code
 * for (BusStatement statement : connection.publish(transaction, backend, Map.of("book", text))) {
 *     Query query = em.createNativeQuery(statement.sql());
 *     // its parameters are set, and it runs in the writer's transaction
 * }
 * }</pre>
 */
public interface BusConnection extends AutoCloseable {
    /**
     * What to execute in a writer's transaction, so that the texts reach every server when it commits.
     *
     * @param transaction the writer's {@code pg_current_xact_id()}
     * @param backend the writer's {@code pg_backend_pid()}
     * @param texts what to carry, by channel, in any characters and of any length
     */
    List<BusStatement> publish(String transaction, int backend, Map<String, String> texts);

    /** Stops receiving and gives back every thread and connection. */
    @Override
    void close();
}
