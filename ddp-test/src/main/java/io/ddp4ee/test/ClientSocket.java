package io.ddp4ee.test;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/** One connection of a client, with its frames. Safe for use by several threads. */
final class ClientSocket {

    private static final int NORMAL = 1000;
    private static final int ABNORMAL = 1006;
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(15);
    private static final int CLOSE_SECONDS = 5;

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Framing framing;
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final BiConsumer<ClientSocket, String> messages;
    private WebSocket socket;
    private CompletableFuture<?> lastSend = CompletableFuture.completedFuture(null);

    private ClientSocket(Framing framing, BiConsumer<ClientSocket, String> messages) {
        this.framing = framing;
        this.messages = messages;
    }

    static ClientSocket open(String url, Map<String, String> headers, BiConsumer<ClientSocket, String> messages) {
        ClientSocket opened = new ClientSocket(
                url.contains("/sockjs/") && !url.endsWith("/sockjs/websocket") ? Framing.SOCKJS : Framing.RAW,
                messages);
        WebSocket.Builder builder = HTTP.newWebSocketBuilder().connectTimeout(CONNECT_TIMEOUT);
        headers.forEach(builder::header);
        try {
            opened.socket = builder.buildAsync(
                            URI.create(url.replaceFirst("^http", "ws")),
                            new SocketListener(opened::receive, opened.closed::complete))
                    .join();
        } catch (CompletionException e) {
            throw new AssertionError("Cannot connect to " + url, e.getCause());
        }
        return opened;
    }

    private void receive(String frame) {
        framing.messages(frame).forEach(message -> messages.accept(this, message));
    }

    void send(String message) {
        sendFrame(framing.frame(message));
    }

    /**
     * The JDK's socket refuses a send while another is under way. And when one has failed it may not say that the connection
     * has ended: then nothing comes any more, but what was on its way.
     */
    synchronized void sendFrame(String frame) {
        lastSend = lastSend.thenCompose(done -> socket.sendText(frame, true)).whenComplete((done, failure) -> {
            if (failure != null) {
                closed.completeOnTimeout(ABNORMAL, CLOSE_SECONDS, TimeUnit.SECONDS);
            }
        });
    }

    /** The code with which the connection has been closed, by either end. */
    CompletableFuture<Integer> closed() {
        return closed;
    }

    /** The JDK's socket may read a close frame while much is sent, and never say so: then only its input is closed. */
    boolean isClosed() {
        if (socket.isInputClosed()) {
            closed.completeOnTimeout(ABNORMAL, CLOSE_SECONDS, TimeUnit.SECONDS);
        }
        return closed.isDone();
    }

    /** Says good-bye when all has been sent; goes without an answer if none comes. Does not wait. */
    synchronized void close() {
        lastSend = lastSend.thenCompose(done -> socket.sendClose(NORMAL, ""))
                .thenCompose(done -> closed)
                .orTimeout(CLOSE_SECONDS, TimeUnit.SECONDS)
                .whenComplete((code, failure) -> abort());
    }

    /** Goes without a word, as a network that breaks. */
    void abort() {
        socket.abort();
        closed.complete(ABNORMAL);
    }
}
