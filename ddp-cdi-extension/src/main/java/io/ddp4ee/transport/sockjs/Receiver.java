package io.ddp4ee.transport.sockjs;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import jakarta.annotation.Nullable;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;

import io.ddp4ee.transport.SockJsText;

/**
 * A response that waits for frames. It never waits for its client: it writes what the container takes, and goes on when the
 * container says so, or when there is more.
 *
 * <p>Whoever has something to do for it takes a turn; a turn that is asked for during another is taken at its end by the same
 * thread. So the response is used by one thread at a time, without a lock that would be held while the container is called,
 * or while it calls. And after the container has said that it takes no more, it is not even asked until it has called.
 */
final class Receiver implements WriteListener, AsyncListener {

    private static final Logger LOG = System.getLogger(Receiver.class.getName());

    private final AsyncContext context;
    private final ServletOutputStream out;
    private final FrameStyle style;
    private final String callback;

    /** The first turn is the beginning's, which may be woken before. */
    private final AtomicInteger turns = new AtomicInteger(1);

    private final AtomicBoolean isOver = new AtomicBoolean();

    /** Why it has to end, which is done in a turn. */
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    /** Null until it begins. */
    @Nullable
    private volatile FrameSource source;

    /** Until the container calls for the first time. */
    private volatile boolean isBlocked = true;

    // Of whoever has the turn.
    @Nullable
    private byte[] unwritten;

    /** Two for the first time, which is before the first frame: Open Liberty leaves out the first flush of a response. */
    private int flushesDue;

    private boolean wasFlushed;
    private boolean isLast;
    private long written;

    /** @param context without a timeout, and with a response that has its headers, and nothing else */
    Receiver(AsyncContext context, FrameStyle style, String callback) throws IOException {
        this.context = context;
        this.out = context.getResponse().getOutputStream();
        this.style = style;
        this.callback = callback;
        String prelude = style.prelude(callback);
        this.unwritten = prelude.isEmpty() ? null : bytes(prelude);
    }

    /** From here on it is written to. */
    void begin(FrameSource from) {
        source = from;
        if (failure.get() == null) {
            context.addListener(this);
            out.setWriteListener(this);
        }
        takeTurns();
    }

    boolean isPoll() {
        return style.isPoll();
    }

    /** There may be a frame. From any thread; does not wait. */
    void wake() {
        if (turns.getAndIncrement() == 0) {
            takeTurns();
        }
    }

    private void takeTurns() {
        int taken = 1;
        do {
            turn();
            taken = turns.addAndGet(-taken);
        } while (taken != 0);
    }

    private void turn() {
        try {
            while (step()) {
                // Until nothing is left, or the container takes no more.
            }
        } catch (IOException | RuntimeException e) {
            end(e);
        }
    }

    private boolean step() throws IOException {
        if (failure.get() != null) {
            end(failure.get());
            return false;
        }
        if (isOver.get() || !isReady()) {
            return false;
        }
        if (unwritten != null) {
            out.write(unwritten);
            unwritten = null;
            flushesDue = wasFlushed ? 1 : 2;
            return true;
        }
        if (isLast) {
            if (isOver.compareAndSet(false, true)) {
                context.complete();
            }
            return false;
        }
        // What comes before the first frame goes by itself: some clients begin when they have it.
        String frame = flushesDue > 0 && written == 0 ? null : source.next(this);
        if (frame != null) {
            take(frame);
            return true;
        }
        if (flushesDue > 0) {
            flushesDue--;
            wasFlushed = true;
            out.flush();
            return true;
        }
        return false;
    }

    private boolean isReady() {
        if (isBlocked) {
            return false;
        }
        // Before it is asked: it may call as soon as it has said no.
        isBlocked = true;
        if (!out.isReady()) {
            return false;
        }
        isBlocked = false;
        return true;
    }

    private void take(String frame) {
        String shaped = style.shaped(frame, callback);
        unwritten = bytes(shaped);
        written += shaped.length();
        if (written >= style.most() || SockJsText.isClose(frame)) {
            isLast = true;
            source.left(this);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void onWritePossible() {
        isBlocked = false;
        wake();
    }

    /** Its client takes nothing any more. */
    void abandon() {
        fail(new IOException("The client does not read"));
    }

    /** From any thread: another may be writing. */
    private void fail(Throwable cause) {
        failure.compareAndSet(null, cause);
        wake();
    }

    /** In a turn. */
    private void end(Throwable cause) {
        if (isOver.compareAndSet(false, true)) {
            tell(cause);
            try {
                context.complete();
            } catch (RuntimeException e) {
                LOG.log(Level.DEBUG, "A response that has failed was over already", e);
            }
        }
    }

    private void tell(Throwable cause) {
        LOG.log(Level.DEBUG, "A response has ended before its time", cause);
        FrameSource told = source;
        if (told != null) {
            told.broken(this);
        }
    }

    @Override
    public void onError(Throwable cause) {
        fail(cause);
    }

    @Override
    public void onError(AsyncEvent event) {
        fail(event.getThrowable() == null ? new IOException("The response has failed") : event.getThrowable());
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        fail(new IOException("The container has ended the response"));
    }

    @Override
    public void onComplete(AsyncEvent event) {
        // If not by us, the client has gone away.
        if (isOver.compareAndSet(false, true)) {
            tell(new IOException("The client has gone away"));
        }
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // Nobody starts it again.
    }
}
