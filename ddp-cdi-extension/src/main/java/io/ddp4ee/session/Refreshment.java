package io.ddp4ee.session;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What one session's user may do is found out anew, and all its publications run again. What is asked for until that begins
 * is one with it.
 */
final class Refreshment {

    private static final Logger LOG = System.getLogger(Refreshment.class.getName());

    private enum Asked {
        REFRESH,
        /** Something may have been missed, so that it has to be found out whether the session may go on at all. */
        DOUBT
    }

    private final Session session;

    /** Null while nobody waits for the next to begin. */
    private final AtomicReference<Asked> asked = new AtomicReference<>();

    Refreshment(Session session) {
        this.session = session;
    }

    /** @param doubt whether the session may have been meant to be closed */
    void begin(boolean doubt) {
        Asked now = doubt ? Asked.DOUBT : Asked.REFRESH;
        Asked before = asked.getAndAccumulate(now, (waiting, next) -> waiting == Asked.DOUBT ? waiting : next);
        if (before == null) {
            // The application is asked, which may wait.
            session.services().threads().workers().execute(this::run);
        }
    }

    private void run() {
        boolean doubt = asked.getAndSet(null) == Asked.DOUBT;
        SessionHandle handle = session.handle();
        User user = handle.user();
        try {
            if (doubt && user.isLoggedIn() && !session.services().roles().mayGoOn(user.id(), handle.tiedTo())) {
                session.ending().byApplication();
                return;
            }
            User anew = user.isLoggedIn() ? session.services().loggedIn(user.id(), handle.tiedTo()) : user;
            var unused = session.subscriptions().refresh(() -> replace(user, anew));
        } catch (RuntimeException | Error e) {
            // What it may still see is not known.
            LOG.log(Level.ERROR, "The roles of a user are not known, whose session is closed", e);
            session.close(CloseCode.TRY_AGAIN_LATER, "The session cannot go on");
        }
    }

    /** Unless another has logged in meanwhile. Under the session's lock. */
    private void replace(User before, User anew) {
        if (Objects.equals(session.handle().user(), before)) {
            session.handle().setUser(anew);
        }
    }
}
