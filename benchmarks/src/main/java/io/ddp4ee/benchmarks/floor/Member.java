package io.ddp4ee.benchmarks.floor;

import java.util.ArrayDeque;
import java.util.Queue;

import jakarta.websocket.SendHandler;
import jakarta.websocket.Session;

/**
 * One connection, with what waits to be sent. One send is in flight at a time, as the DDP server has it: containers lose or
 * refuse sends that overlap.
 */
final class Member {

    private final Session session;
    private final SendHandler handler = result -> sent();

    // Both under the queue's lock.
    private final Queue<String> waiting = new ArrayDeque<>();
    private boolean inFlight;

    Member(Session session) {
        this.session = session;
    }

    void send(String text) {
        synchronized (waiting) {
            if (inFlight) {
                waiting.add(text);
                return;
            }
            inFlight = true;
        }
        session.getAsyncRemote().sendText(text, handler);
    }

    private void sent() {
        String next;
        synchronized (waiting) {
            next = waiting.poll();
            inFlight = next != null;
        }
        if (next != null) {
            session.getAsyncRemote().sendText(next, handler);
        }
    }
}
