package io.ddp4ee.it;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/** A client that sends the same again and again, as fast as it is taken, and reads nothing. */
final class Sender implements AutoCloseable {

    private final String name;
    private final RawClient client = RawClient.connect();
    private final AtomicLong sent = new AtomicLong();
    private final CompletableFuture<Void> sending;

    /**
     * @param first what is sent once
     * @param next what is sent from then on
     */
    Sender(String name, byte[] first, byte[] next) throws IOException {
        this.name = name;
        client.write(first);
        this.sending = CompletableFuture.runAsync(() -> send(next), task -> new Thread(task, name).start());
    }

    private void send(byte[] bytes) {
        try {
            while (true) {
                client.write(bytes);
                sent.addAndGet(bytes.length);
            }
        } catch (IOException e) {
            // The server has had enough.
        }
    }

    long sent() {
        return sent.get();
    }

    boolean isDropped() {
        return sending.isDone();
    }

    @Override
    public void close() {
        client.close();
    }

    @Override
    public String toString() {
        return name + (isDropped() ? ", dropped after " : ", sending after ") + sent + " bytes";
    }
}
