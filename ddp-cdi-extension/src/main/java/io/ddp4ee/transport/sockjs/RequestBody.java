package io.ddp4ee.transport.sockjs;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;

import io.ddp4ee.transport.BinaryParts;

/** Reads what a request brings as it comes: no thread waits for a slow client. */
final class RequestBody implements ReadListener {

    private static final Logger LOG = System.getLogger(RequestBody.class.getName());

    /** Who is told. */
    interface Handler {

        void read(String body) throws IOException;

        void tooLarge() throws IOException;
    }

    private final AsyncContext context;
    private final ServletInputStream in;
    private final BinaryParts parts;
    private final Handler handler;
    private final byte[] buffer = new byte[8192];
    private boolean isOver;

    private RequestBody(AsyncContext context, int most, Handler handler) throws IOException {
        this.context = context;
        this.in = context.getRequest().getInputStream();
        this.parts = new BinaryParts(() -> most);
        this.handler = handler;
    }

    /** @param most bytes */
    static void read(AsyncContext context, int most, Handler handler) throws IOException {
        RequestBody body = new RequestBody(context, most, handler);
        body.in.setReadListener(body);
    }

    @Override
    public void onDataAvailable() throws IOException {
        while (!isOver && in.isReady()) {
            int length = in.read(buffer);
            if (length < 0) {
                return;
            }
            if (!parts.add(ByteBuffer.wrap(buffer, 0, length))) {
                isOver = true;
                handler.tooLarge();
                context.complete();
            }
        }
    }

    @Override
    public void onAllDataRead() throws IOException {
        if (!isOver) {
            isOver = true;
            try {
                handler.read(StandardCharsets.UTF_8.decode(parts.take()).toString());
            } finally {
                context.complete();
            }
        }
    }

    @Override
    public void onError(Throwable cause) {
        if (!isOver) {
            isOver = true;
            LOG.log(Level.DEBUG, "A request could not be read", cause);
            context.complete();
        }
    }
}
