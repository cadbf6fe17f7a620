package io.ddp4ee.session;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

import io.ddp4ee.message.Outgoing;
import io.ddp4ee.message.ServerMessage.Connected;

/**
 * What a session's client is sent: over the connection that it has, or kept for the one on which it comes back. Under the
 * session's lock, but for what the outbox does by itself.
 */
final class Delivery {

    private final SessionLimits limits;
    private final Executor pool;
    private final Replay replay;
    private Link link;
    private ConnectionOutbox sending;

    /** That of the connection, or of a client that is away. */
    private Outbox outbox;

    Delivery(Link link, SessionServices services, LongSupplier clock, ConnectionOutbox.Owner owner) {
        this.limits = services.limits();
        this.pool = services.threads().pool();
        this.replay = new Replay(
                limits.resumption().replayMessages(), limits.resumption().replayCharacters());
        this.link = link;
        this.sending = new ConnectionOutbox(link, pool, clock, limits.outboxBytes(), owner, replay);
        this.outbox = sending;
    }

    Outbox outbox() {
        return outbox;
    }

    Link link() {
        return link;
    }

    /** The connection is lost. */
    void park(Consumer<ParkedOutbox> failed) {
        ParkedOutbox parked =
                new ParkedOutbox(pool, limits.resumption().waitingMessages(), limits.outboxBytes(), failed);
        sending.park().forEach(parked::add);
        outbox = parked;
        // What has been left over may be too much already.
        pool.execute(parked::flush);
    }

    /** Whether all is known that a client has not received that has received so many messages. */
    boolean reachesBackTo(int received) {
        return outbox instanceof ParkedOutbox parked && !parked.isFull() && replay.reachesBackTo(received);
    }

    /**
     * Goes on over the connection of another session, which has nothing to say any more. Under both locks.
     *
     * @return what the client has not received
     */
    List<Outgoing> goOnWith(Delivery other, ConnectionOutbox.Owner owner, String session, int received) {
        List<Outgoing> missed = new ArrayList<>(replay.after(received));
        missed.addAll(((ParkedOutbox) outbox).waiting());
        link = other.link;
        sending = other.sending;
        sending.goOnFor(owner, replay);
        outbox = sending;
        outbox.add(new Outgoing(new Connected(session).text(), Outgoing.Kind.AGAIN, null));
        missed.forEach(outbox::addInitial);
        return missed;
    }
}
