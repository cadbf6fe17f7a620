package io.ddp4ee.session;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import io.ddp4ee.message.Outgoing;

/**
 * The last messages that were sent to a client, which a lost connection may have lost with it. The client counts what it
 * receives, and says on its next connection how much it has.
 *
 * <p>Written by the outbox that sends, under its lock; read when that is closed.
 */
final class Replay {

    private final int mostMessages;
    private final long mostCharacters;
    private final Deque<Outgoing> last = new ArrayDeque<>();
    private long characters;
    private int sent;

    Replay(int mostMessages, long mostCharacters) {
        this.mostMessages = mostMessages;
        this.mostCharacters = mostCharacters;
    }

    /** The message is handed to the connection. */
    void add(Outgoing message) {
        if (message.kind() == Outgoing.Kind.HEARTBEAT) {
            return;
        }
        if (message.kind() == Outgoing.Kind.FIRST) {
            restart(0);
        }
        sent++;
        last.add(message);
        characters += message.text().length();
        while (last.size() > mostMessages || characters > mostCharacters) {
            characters -= last.remove().text().length();
        }
    }

    /**
     * Whether all is known that a client has not received that has received so many messages. One that has received none does
     * not know its session, and counts from the first.
     */
    boolean reachesBackTo(int received) {
        return received > 0 && received <= sent && sent - received <= last.size();
    }

    /** What the client has not received; it counts on from what it has. */
    List<Outgoing> after(int received) {
        List<Outgoing> missed = new ArrayList<>(last).subList(last.size() - (sent - received), last.size());
        restart(received);
        return missed.stream()
                .filter(message -> message.kind() != Outgoing.Kind.AGAIN)
                .toList();
    }

    private void restart(int received) {
        sent = received;
        last.clear();
        characters = 0;
    }
}
