package io.ddp4ee.transport.sockjs;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.WriteListener;

/** A container's response that takes so many writes at a time, and calls back for more, and is strict about it. */
final class FakeResponse extends ServletOutputStream {

    private final Executor container;
    private final AtomicInteger users = new AtomicInteger();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Receiver receiver;
    private WriteListener listener;
    private int room;
    private int flushes;
    private boolean wasRefused = true;
    private boolean isComplete;
    private IOException failure;
    private String misuse;
    private Runnable whenWritten = () -> {};
    private Runnable whenListened = () -> {};

    FakeResponse(Executor container, FrameStyle style) throws IOException {
        this.container = container;
        this.receiver = new Receiver(context(), style, "f");
    }

    Receiver receiver() {
        return receiver;
    }

    private AsyncContext context() {
        ServletResponse response = (ServletResponse) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {ServletResponse.class}, (proxy, method, arguments) -> {
                    assert method.getName().equals("getOutputStream");
                    return this;
                });
        return (AsyncContext) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {AsyncContext.class}, (proxy, method, arguments) -> {
                    switch (method.getName()) {
                        case "getResponse" -> {
                            return response;
                        }
                        case "complete" -> complete();
                        case "addListener" -> {
                            whenListened.run();
                            misuse = isComplete() ? "listened to though it is complete" : misuse;
                        }
                        default -> {
                            // Listeners are called by hand.
                        }
                    }
                    return null;
                });
    }

    synchronized String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    synchronized boolean isComplete() {
        return isComplete;
    }

    synchronized int flushes() {
        return flushes;
    }

    synchronized String misuse() {
        return misuse;
    }

    /** Comes between, as another thread may. */
    void whenWritten(Runnable action) {
        whenWritten = action;
    }

    /** The same. */
    void whenListened(Runnable action) {
        whenListened = action;
    }

    synchronized void fail(IOException cause) {
        failure = cause;
    }

    /** Takes more, as a client's reading makes it. */
    void take(int writes) {
        boolean calls;
        synchronized (this) {
            room += writes;
            calls = wasRefused && listener != null && !isComplete;
            wasRefused = false;
        }
        if (calls) {
            container.execute(() -> {
                try {
                    listener.onWritePossible();
                } catch (IOException e) {
                    listener.onError(e);
                }
            });
        }
    }

    private void use(Runnable action) {
        if (users.incrementAndGet() != 1) {
            misuse = "used by two threads";
        }
        synchronized (this) {
            action.run();
        }
        users.decrementAndGet();
    }

    private synchronized void complete() {
        misuse = isComplete ? "completed twice" : misuse;
        isComplete = true;
    }

    @Override
    public boolean isReady() {
        boolean[] ready = new boolean[1];
        use(() -> {
            misuse = wasRefused ? "asked again before it has called" : misuse;
            ready[0] = room > 0;
            wasRefused = !ready[0];
        });
        return ready[0];
    }

    @Override
    public synchronized void setWriteListener(WriteListener writer) {
        listener = writer;
    }

    @Override
    public void write(byte[] part) throws IOException {
        synchronized (this) {
            if (failure != null) {
                throw failure;
            }
        }
        use(() -> {
            misuse = room == 0 || isComplete ? "written to though it takes nothing" : misuse;
            room--;
            bytes.writeBytes(part);
        });
        whenWritten.run();
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one});
    }

    @Override
    public void flush() {
        use(() -> {
            misuse = room == 0 || isComplete ? "flushed though it takes nothing" : misuse;
            room--;
            flushes++;
        });
    }
}
