package io.ddp4ee.test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * A client over one WebSocket. Calls that wait do so for {@link #timeout} at most, then fail with an
 * {@link AssertionError} that says what did not come. Safe for use by several threads.
 *
 * <pre>{@code
 * try (DdpClient client = DdpClient.connect("http://localhost:9080/bookstore/websocket")) {
 *     client.subscribe("AllBooks").awaitReady();
 *     client.call("setPrice", "1", 12.5);
 *     assertEquals(12.5, client.collection("bookstore.book").get("1").get("price"));
 * }
 * }</pre>
 *
 * <p>Values are those of Java: String, Boolean, Long, Double or BigDecimal for numbers, {@code Instant}, {@code byte[]},
 * List, Map, null.
 */
public final class DdpClient implements AutoCloseable {

    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(15);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<String> received = new ArrayList<>();
    private final ClientModel model = new ClientModel();
    private final String url;
    private final Map<String, String> headers;
    private ClientSocket socket;
    private Duration timeout = DEFAULT_TIMEOUT;
    private int nextId = 1;
    private boolean resumes;
    private Consumer<Map<String, Object>> onMessage = message -> {};
    private AssertionError violation;

    private DdpClient(String url, Map<String, String> headers) {
        this.url = url;
        this.headers = headers;
    }

    /**
     * Opens a socket and begins a session.
     *
     * @param url of the endpoint, with any of the schemes http, https, ws and wss; a path that ends in
     *     {@code /sockjs/x/y/websocket} is spoken to in SockJS
     */
    public static DdpClient connect(String url) {
        DdpClient client = open(url);
        client.send("{\"msg\":\"connect\",\"version\":\"1\",\"support\":[\"1\"]}");
        client.await("connected", () -> client.session() != null);
        return client;
    }

    /** Opens a socket and sends nothing, for tests of the protocol itself. */
    public static DdpClient open(String url) {
        return open(url, Map.of());
    }

    /** Opens a socket with headers of the handshake, and sends nothing. */
    public static DdpClient open(String url, Map<String, String> headers) {
        DdpClient client = new DdpClient(url, headers);
        client.dial();
        return client;
    }

    private void dial() {
        ClientSocket opened = ClientSocket.open(url, headers, this::receive);
        locked(() -> socket = opened);
        var unused = opened.closed().thenAccept(code -> end(opened, code));
    }

    /**
     * From now on calls are not failed by the end of a connection, since {@link #reconnect} follows, which asks for them
     * again.
     */
    public DdpClient resumable() {
        return locked(() -> {
            resumes = true;
            return this;
        });
    }

    /**
     * Connects anew and asks to go on with the session, as Meteor's clients do: calls that are not answered and all
     * subscriptions are sent again without waiting. If the server has begun another session, everything that was there is
     * forgotten, and comes again.
     *
     * @return whether the session goes on
     */
    public boolean reconnect() {
        socket.abort();
        String before = session();
        dial();
        int index = locked(() -> {
            int soFar = received.size();
            send("{\"msg\":\"connect\",\"version\":\"1\",\"support\":[\"1\"],\"session\":" + Ejson.print(before)
                    + ",\"receivedCount\":" + model.receivedCount() + "}");
            model.unfinished().forEach(this::send);
            return soFar;
        });
        await(
                "connected",
                () -> received.size() > index
                        && received.subList(index, received.size()).stream()
                                .anyMatch(text -> text.startsWith("{\"msg\":\"connected\"")));
        return session().equals(before);
    }

    /** How long calls wait that wait. */
    public DdpClient timeout(Duration atMost) {
        timeout = atMost;
        return this;
    }

    /** Subscribes; does not wait. */
    public ClientSubscription subscribe(String publication, Object... parameters) {
        return locked(() -> {
            ClientSubscription subscription = new ClientSubscription(this, "s" + nextId++, publication, parameters);
            model.add(subscription);
            send(subscription.message());
            return subscription;
        });
    }

    /**
     * Calls a method and waits for its result and for the documents that it changed.
     *
     * @throws DdpErrorException if the server answers with an error
     */
    public Object call(String method, Object... parameters) {
        try {
            return callAsync(method, parameters).get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof DdpErrorException error) {
                throw new DdpErrorException(error);
            }
            throw new AssertionError("Method " + method + " was not answered", e.getCause());
        } catch (TimeoutException e) {
            throw new AssertionError(
                    "Method " + method + " was not answered in " + timeout + "; received: " + tail(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted", e);
        }
    }

    /** Calls a method; the future completes with the result when the documents have come too. */
    public CompletableFuture<Object> callAsync(String method, Object... parameters) {
        return locked(() -> {
            ClientCall call = new ClientCall("m" + nextId++, method, parameters);
            model.add(call);
            send(call.message());
            return call.done();
        });
    }

    /** The documents of a collection that the subscriptions hold now; empty if there are none. */
    public ClientCollection collection(String name) {
        return locked(() -> model.collection(name));
    }

    /** Sends a text as one DDP message, whatever it is. */
    public void send(String text) {
        locked(() -> socket).send(text);
    }

    /** Sends a frame as it is, SockJS or not. */
    public void sendFrame(String frame) {
        locked(() -> socket).sendFrame(frame);
    }

    /**
     * Has every message looked at that comes from now on, after it was applied. An {@link AssertionError} that is thrown is
     * what {@link #verify} and all that wait fail with. Called on the thread that reads, one message at a time.
     */
    public DdpClient onMessage(Consumer<Map<String, Object>> listener) {
        return locked(() -> {
            onMessage = onMessage.andThen(listener);
            return this;
        });
    }

    /** All messages received so far, as they were. */
    public List<String> received() {
        return locked(() -> List.copyOf(received));
    }

    /** The session's id, as the server said it. */
    public String session() {
        return locked(model::session);
    }

    /** Waits for a condition, which is asked again after every message. */
    public void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + timeout.toNanos();
        lock.lock();
        try {
            while (true) {
                boolean isClosed = !resumes && socket.isClosed();
                throwViolation();
                if (condition.getAsBoolean()) {
                    return;
                }
                long left = deadline - System.nanoTime();
                if (left <= 0 || (isClosed && changed.awaitNanos(1) <= 0 && !condition.getAsBoolean())) {
                    throw new AssertionError(
                            "Did not come: " + what + (isClosed ? " (closed)" : "") + "; received: " + tail());
                }
                long unused = changed.awaitNanos(Math.min(left, TimeUnit.MILLISECONDS.toNanos(100)));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted while waiting for " + what, e);
        } finally {
            lock.unlock();
        }
    }

    /** Waits until a message was received that contains a text. */
    public void awaitMessage(String part) {
        await("a message with " + part, () -> received.stream().anyMatch(message -> message.contains(part)));
    }

    /** Waits until a document is there and has this value in this field. */
    public void awaitField(String collection, Object id, String field, Object value) {
        await(collection + " " + id + " with " + field + " " + value, () -> {
            Map<String, Object> document = collection(collection).get(id.toString());
            return document != null && document.containsKey(field) && Objects.equals(document.get(field), value);
        });
    }

    /** Waits until a document is not there. */
    public void awaitRemoved(String collection, Object id) {
        await(collection + " " + id + " removed", () -> collection(collection).get(id.toString()) == null);
    }

    /** Waits until the server has closed the connection, and gives the code. */
    public int awaitClose() {
        try {
            return locked(() -> socket).closed().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new AssertionError("The server did not close the connection; received: " + tail(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted", e);
        }
    }

    /** Whether the connection has been closed, by either end. */
    public boolean isClosed() {
        return locked(() -> socket).isClosed();
    }

    /**
     * Fails if the server has sent what it must not: a document added that is there, changed or removed that is not, a
     * second result.
     */
    public void verify() {
        lock.lock();
        try {
            throwViolation();
        } finally {
            lock.unlock();
        }
    }

    private void throwViolation() {
        if (violation != null) {
            throw new AssertionError(violation.getMessage(), violation);
        }
    }

    /** Ends the session for good, without waiting for the server, and fails as {@link #verify} does. */
    @Override
    public void close() {
        ClientSocket last = locked(() -> socket);
        if (!last.closed().isDone()) {
            last.send("{\"msg\":\"disconnect\"}");
            last.close();
        }
        verify();
    }

    /** Closes the connection without a word, as a broken network does; {@link #reconnect} may follow. */
    public void abort() {
        locked(() -> socket).abort();
    }

    private String tail() {
        return locked(() -> received.subList(Math.max(0, received.size() - 20), received.size())
                .toString());
    }

    <T> T locked(java.util.function.Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    private void receive(ClientSocket from, String text) {
        lock.lock();
        try {
            if (socket != null && socket != from) {
                return; // came too late to count
            }
            received.add(text);
            Map<String, Object> message = Ejson.object(text);
            if ("ping".equals(message.get("msg"))) {
                Map<String, Object> pong = new LinkedHashMap<>(message);
                pong.put("msg", "pong");
                from.send(Ejson.print(pong));
            }
            model.apply(message);
            onMessage.accept(message);
        } catch (AssertionError e) {
            violation = violation == null ? new AssertionError(e.getMessage() + "; received: " + tail(), e) : violation;
        } finally {
            changed.signalAll();
            lock.unlock();
        }
    }

    private void end(ClientSocket of, int code) {
        lock.lock();
        try {
            if (!resumes && of == socket) {
                model.fail(new AssertionError("The connection was closed with " + code));
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
