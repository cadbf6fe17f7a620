package io.ddp4ee.test;

import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/** Puts frames together, and says how the connection ended. */
final class SocketListener implements WebSocket.Listener {

    private static final int ABNORMAL = 1006;

    private final Consumer<String> frames;
    private final IntConsumer ended;
    private final StringBuilder text = new StringBuilder();

    SocketListener(Consumer<String> frames, IntConsumer ended) {
        this.frames = frames;
        this.ended = ended;
    }

    @Override
    public CompletableFuture<?> onText(WebSocket socket, CharSequence part, boolean last) {
        text.append(part);
        if (last) {
            String frame = text.toString();
            text.setLength(0);
            frames.accept(frame);
        }
        socket.request(1);
        return null;
    }

    @Override
    public CompletableFuture<?> onClose(WebSocket socket, int code, String reason) {
        ended.accept(code);
        return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable failure) {
        ended.accept(ABNORMAL);
    }
}
