package io.ddp4ee.spi;

/**
 * Carries the changes of committed transactions to every server of a cluster, in the order of their commits.
 *
 * <p>A bus has two sides. The writer's side says what to execute in the writer's own transaction, so that the message
 * exists exactly when the commit does. The receiving side hands on what was committed, by whatever server, whole
 * transactions in commit order; and it says when it cannot be sure to have received everything.
 *
 * <pre>{@code
 * BusConnection connection = bus.open(cluster, receiver);
 * for (BusStatement statement : connection.publish(transaction, backend, texts)) {
 *     // executed on the writer's connection, within its transaction
 * }
 * }</pre>
 */
public interface ChangeBus {
    /**
     * Begins to receive. Returns when the first attempt has succeeded or failed, and goes on by itself; the receiver is told
     * whenever the bus is established.
     *
     * @throws RuntimeException if the cluster's settings cannot work; the message says what to change
     */
    BusConnection open(BusCluster cluster, BusReceiver receiver);
}
