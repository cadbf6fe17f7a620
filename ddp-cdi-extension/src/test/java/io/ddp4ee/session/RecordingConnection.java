package io.ddp4ee.session;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;

/** A client that keeps what it is sent, and reads when the test says so. */
final class RecordingConnection implements Connection {

    private final List<String> sent = new ArrayList<>();
    private final List<Integer> closings = new ArrayList<>();
    private final Queue<Consumer<Throwable>> unread = new ArrayDeque<>();
    private Runnable whenCalled = () -> {};
    private boolean reading = true;
    private Throwable failure;

    /** Run whenever the server sends or closes. */
    void whenCalled(Runnable action) {
        whenCalled = action;
    }

    /** Every send fails from now on. */
    void fail(Throwable cause) {
        failure = cause;
    }

    void stopReading() {
        reading = false;
    }

    /** Reads what is in flight, and all that follows. */
    void readAgain() {
        reading = true;
        while (!unread.isEmpty()) {
            unread.remove().accept(null);
        }
    }

    List<String> sent() {
        return sent;
    }

    /** The codes that it was closed with. */
    List<Integer> closings() {
        return closings;
    }

    @Override
    public void send(String message, Consumer<Throwable> done) {
        whenCalled.run();
        sent.add(message);
        if (reading) {
            done.accept(failure);
        } else {
            unread.add(done);
        }
    }

    @Override
    public void close(int code, String reason) {
        whenCalled.run();
        closings.add(code);
    }
}
