package io.ddp4ee.transport.sockjs;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntSupplier;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletResponse;

import io.ddp4ee.transport.BinaryParts;

/** Reads what a request brings as it comes: no thread waits for a slow client. */
final class RequestBody implements ReadListener, AsyncListener {

    private static final Logger LOG = System.getLogger(RequestBody.class.getName());

    /** Who is told. */
    interface Handler {

        void read(String body) throws IOException;

        void tooLarge() throws IOException;
    }

    /** What has come by now, and who is told. */
    private record Reading(BinaryParts parts, Handler handler) {}

    private final AsyncContext context;
    private final HttpServletResponse response;
    private final ServletInputStream in;
    private final byte[] buffer = new byte[8192];

    /**
     * Null when it is over, as both lead to the session: a container may wait for the rest of the request, and Open Liberty
     * keeps any until the time is over that it might have taken, and this with it. Taken by whoever answers: the end of that
     * time is told by another thread than what has come.
     */
    private final AtomicReference<Reading> reading;

    private RequestBody(AsyncContext context, IntSupplier most, Handler handler) throws IOException {
        this.context = context;
        this.response = (HttpServletResponse) context.getResponse();
        this.in = context.getRequest().getInputStream();
        this.reading = new AtomicReference<>(new Reading(new BinaryParts(most), handler));
    }

    /** @param most bytes that it may have by now */
    static void read(AsyncContext context, IntSupplier most, Handler handler) throws IOException {
        RequestBody body = new RequestBody(context, most, handler);
        context.addListener(body);
        body.in.setReadListener(body);
    }

    @Override
    public void onDataAvailable() throws IOException {
        for (Reading now = reading.get(); now != null && in.isReady(); now = reading.get()) {
            int length = in.read(buffer);
            if (length < 0) {
                return;
            }
            if (!now.parts().add(ByteBuffer.wrap(buffer, 0, length))) {
                answer(all -> all.handler().tooLarge());
            }
        }
    }

    @Override
    public void onAllDataRead() {
        answer(all -> all.handler()
                .read(StandardCharsets.UTF_8.decode(all.parts().take()).toString()));
    }

    @Override
    public void onError(Throwable cause) {
        LOG.log(Level.DEBUG, "A request could not be read", cause);
        answer(all -> response.setStatus(HttpServletResponse.SC_BAD_REQUEST));
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        answer(all -> response.setStatus(HttpServletResponse.SC_REQUEST_TIMEOUT));
    }

    @Override
    public void onError(AsyncEvent event) {
        onError(event.getThrowable());
    }

    @Override
    public void onComplete(AsyncEvent event) {
        reading.set(null);
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // Nobody starts it again.
    }

    /** What becomes of a request. */
    private interface Answer {
        void give(Reading all) throws IOException;
    }

    private void answer(Answer answer) {
        Reading all = reading.getAndSet(null);
        if (all == null) {
            return;
        }
        try {
            answer.give(all);
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "A client went away before its request was answered", e);
        } catch (RuntimeException e) {
            // Not the container's to answer: an empty answer would mean to the client that it was heard.
            LOG.log(Level.ERROR, "A request could not be handled", e);
            response.setStatus(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
        } finally {
            context.complete();
        }
    }
}
