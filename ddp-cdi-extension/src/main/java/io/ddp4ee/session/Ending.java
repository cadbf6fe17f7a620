package io.ddp4ee.session;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

import jakarta.annotation.Nullable;

import io.ddp4ee.session.Session.State;

/**
 * The end of a session, which comes once. Why it ends is looked at in one step with its end, under the session's lock: its
 * client may come back at any moment, and then it must not end for what was true before.
 */
final class Ending {

    /** For what a client was told before the application closed its session. One that reads does not need as long. */
    static final Duration LAST_WORDS = Duration.ofMillis(1_500);

    private final Session session;
    private final Sessions sessions;
    private final CompletableFuture<Void> opened = new CompletableFuture<>();

    Ending(Session session, Sessions sessions) {
        this.session = session;
        this.sessions = sessions;
    }

    /** The session was told of as opened. */
    void opened() {
        opened.complete(null);
    }

    /**
     * Ends it and closes its connection at once.
     *
     * @param condition looked at under the lock
     * @return whether it has ended by this
     */
    boolean nowIf(BooleanSupplier condition, int code, @Nullable String reason) {
        return end(condition, code, reason, false);
    }

    /**
     * Ends it, by the application: nothing further is handled or decided, but what has been decided is sent before the
     * connection is closed, as far as the client takes it in time.
     */
    void byApplication() {
        end(() -> true, CloseCode.NORMAL, "The session was closed", true);
    }

    private boolean end(BooleanSupplier condition, int code, @Nullable String reason, boolean isSentBefore) {
        State[] before = {State.CLOSED};
        Runnable[] close = new Runnable[1];
        boolean[] waits = new boolean[1];
        session.locked(() -> {
            if (!session.isClosed() && condition.getAsBoolean()) {
                before[0] = session.replaceState(State.CLOSED);
                Outbox outbox = session.delivery().outbox();
                Connection connection = session.delivery().link().connection();
                close[0] = () -> {
                    outbox.close();
                    connection.close(code, reason);
                };
                waits[0] = isSentBefore && outbox.finish(close[0]);
                if (!waits[0]) {
                    outbox.close();
                }
            }
        });
        if (before[0] == State.CLOSED) {
            return false;
        }
        session.inbox().close();
        if (waits[0]) {
            sessions.after(LAST_WORDS, close[0]);
        } else {
            close[0].run();
        }
        tell(before[0]);
        return true;
    }

    private void tell(State before) {
        session.services().threads().finishers().execute(() -> {
            var unused = session.subscriptions().close().thenRun(() -> ended(before));
        });
    }

    /** With all its subscriptions. */
    private void ended(State before) {
        SessionServices services = session.services();
        services.run("An onClose action", session.handle().takeCloseActions());
        if (before == State.CONNECTED || before == State.PARKED) {
            // Never before it was told of as opened, which may take its time.
            var unused = opened.thenRunAsync(
                    () -> services.run("Telling of a closed session", List.of(() -> services.events()
                            .closed(session.handle()))),
                    services.threads().finishers());
        }
    }
}
