package io.ddp4ee.test;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
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

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<String> received = new ArrayList<>();
    private final Map<String, ClientCollection> collections = new LinkedHashMap<>();
    private final Map<String, ClientSubscription> subscriptions = new LinkedHashMap<>();
    private final Map<String, ClientCall> calls = new LinkedHashMap<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final Framing framing;
    private WebSocket socket;
    private CompletableFuture<?> lastSend = CompletableFuture.completedFuture(null);
    private Duration timeout = DEFAULT_TIMEOUT;
    private String session;
    private int nextId = 1;
    private Consumer<Map<String, Object>> onMessage = message -> {};
    private AssertionError violation;

    private DdpClient(Framing framing) {
        this.framing = framing;
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
        client.await("connected", () -> client.session != null);
        return client;
    }

    /** Opens a socket and sends nothing, for tests of the protocol itself. */
    public static DdpClient open(String url) {
        return open(url, Map.of());
    }

    /** Opens a socket with headers of the handshake, and sends nothing. */
    public static DdpClient open(String url, Map<String, String> headers) {
        DdpClient client = new DdpClient(
                url.contains("/sockjs/") && !url.endsWith("/sockjs/websocket") ? Framing.SOCKJS : Framing.RAW);
        WebSocket.Builder builder = HTTP.newWebSocketBuilder().connectTimeout(DEFAULT_TIMEOUT);
        headers.forEach(builder::header);
        try {
            client.socket = builder.buildAsync(
                            URI.create(url.replaceFirst("^http", "ws")),
                            new SocketListener(client::receiveFrame, client::end))
                    .join();
        } catch (CompletionException e) {
            throw new AssertionError("Cannot connect to " + url, e.getCause());
        }
        return client;
    }

    /** How long calls wait that wait. */
    public DdpClient timeout(Duration atMost) {
        timeout = atMost;
        return this;
    }

    /** Subscribes; does not wait. */
    public ClientSubscription subscribe(String publication, Object... parameters) {
        return locked(() -> {
            ClientSubscription subscription = new ClientSubscription(this, "s" + nextId++);
            subscriptions.put(subscription.id(), subscription);
            Map<String, Object> message = new LinkedHashMap<>();
            message.put("msg", "sub");
            message.put("id", subscription.id());
            message.put("name", publication);
            message.put("params", Arrays.asList(parameters));
            send(Ejson.print(message));
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
            String id = "m" + nextId++;
            ClientCall call = new ClientCall(id);
            calls.put(id, call);
            Map<String, Object> message = new LinkedHashMap<>();
            message.put("msg", "method");
            message.put("method", method);
            message.put("id", id);
            message.put("params", Arrays.asList(parameters));
            send(Ejson.print(message));
            return call.done();
        });
    }

    /** The documents of a collection that the subscriptions hold now; empty if there are none. */
    public ClientCollection collection(String name) {
        return locked(() -> collections.computeIfAbsent(name, ClientCollection::new));
    }

    /** Sends a text as one DDP message, whatever it is. */
    public void send(String text) {
        lock.lock();
        try {
            // The JDK's socket refuses a send while another is under way.
            lastSend = lastSend.thenCompose(done -> socket.sendText(framing.frame(text), true));
        } finally {
            lock.unlock();
        }
    }

    /** Sends a frame as it is, SockJS or not. */
    public void sendFrame(String frame) {
        lock.lock();
        try {
            lastSend = lastSend.thenCompose(done -> socket.sendText(frame, true));
        } finally {
            lock.unlock();
        }
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
        return session;
    }

    /** Waits for a condition, which is asked again after every message. */
    public void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + timeout.toNanos();
        lock.lock();
        try {
            while (true) {
                throwViolation();
                if (condition.getAsBoolean()) {
                    return;
                }
                long left = deadline - System.nanoTime();
                if (left <= 0 || (closed.isDone() && changed.awaitNanos(1) <= 0 && !condition.getAsBoolean())) {
                    throw new AssertionError(
                            "Did not come: " + what + (closed.isDone() ? " (closed)" : "") + "; received: " + tail());
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
            return closed.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new AssertionError("The server did not close the connection; received: " + tail(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted", e);
        }
    }

    /** Whether the connection has been closed, by either end. */
    public boolean isClosed() {
        return closed.isDone();
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

    /** Closes the connection, and fails as {@link #verify} does. */
    @Override
    public void close() {
        socket.abort();
        closed.complete(1006);
        verify();
    }

    /** Closes the connection without a word, as a broken network does. */
    public void abort() {
        socket.abort();
        closed.complete(1006);
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

    private void receive(String text) {
        lock.lock();
        try {
            received.add(text);
            Map<String, Object> message = Ejson.object(text);
            apply(message);
            onMessage.accept(message);
        } catch (AssertionError e) {
            violation = violation == null ? new AssertionError(e.getMessage() + "; received: " + tail(), e) : violation;
        } finally {
            changed.signalAll();
            lock.unlock();
        }
    }

    private void apply(Map<String, Object> message) {
        switch (String.valueOf(message.get("msg"))) {
            case "connected" -> session = (String) message.get("session");
            case "ping" -> send("{\"msg\":\"pong\"}");
            case "added" -> collection((String) message.get("collection")).added(message);
            case "changed" -> collection((String) message.get("collection")).changed(message);
            case "removed" -> collection((String) message.get("collection")).removed(message);
            case "ready" -> ((List<?>) message.get("subs")).forEach(id -> subscription(id, ClientSubscription::ready));
            case "nosub" -> subscription(message.get("id"), subscription -> subscription.ended(error(message)));
            case "result" -> answered(message);
            case "updated" -> ((List<?>) message.get("methods")).forEach(this::updated);
            default -> {
                // An error, a pong: whoever waits for it reads the messages.
            }
        }
    }

    private void subscription(Object id, Consumer<ClientSubscription> action) {
        ClientSubscription subscription = subscriptions.get(id);
        if (subscription != null) {
            action.accept(subscription);
        }
    }

    private static DdpErrorException error(Map<String, Object> message) {
        return message.get("error") instanceof Map<?, ?> error ? new DdpErrorException(error) : null;
    }

    private void answered(Map<String, Object> message) {
        ClientCall call = calls.get(message.get("id"));
        if (call == null) {
            return;
        }
        call.answer(message.get("result"), error(message));
    }

    private void updated(Object id) {
        ClientCall call = calls.get(id);
        if (call == null) {
            return;
        }
        call.update();
    }

    private void receiveFrame(String frame) {
        framing.messages(frame).forEach(this::receive);
    }

    private void end(int code) {
        closed.complete(code);
        lock.lock();
        try {
            AssertionError gone = new AssertionError("The connection was closed with " + code);
            calls.values().forEach(call -> call.done().completeExceptionally(gone));
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
