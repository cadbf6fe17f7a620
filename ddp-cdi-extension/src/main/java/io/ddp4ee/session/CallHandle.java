package io.ddp4ee.session;

import java.net.URI;
import java.security.Principal;
import java.util.List;
import java.util.Map;

import jakarta.annotation.Nullable;

import io.ddp4ee.DdpSession;
import io.ddp4ee.random.RandomSource;
import io.ddp4ee.random.RandomStreams;

/**
 * A session as one call of a method or publication sees it: with the user that it had when the call began, and the random
 * numbers of the call. While the call runs the session's next message waits, unless the call lets it go on.
 */
final class CallHandle implements DdpSession, RandomSource {

    private final SessionHandle session;
    private final Concurrency concurrency;
    private final Runnable next;
    private final RandomStreams random;
    private final SessionServices services;
    private final boolean isMethod;

    // From here on under its own lock, which is held for no other.
    private User user;
    private boolean changesUser;
    private boolean unblocked;
    private boolean runsBeside;
    private boolean ended;

    private CallHandle(Session session, Runnable next, @Nullable String seed, boolean isMethod) {
        this.isMethod = isMethod;
        this.session = session.handle();
        this.services = session.services();
        this.concurrency = session.concurrency();
        this.next = next;
        this.random = new RandomStreams(seed, session.services().ids());
        this.user = this.session.user();
    }

    /**
     * @param next lets the session's next message be handled; may be run again, and does nothing then
     * @param seed the client's
     */
    static CallHandle ofMethod(Session session, Runnable next, @Nullable String seed) {
        return new CallHandle(session, next, seed, true);
    }

    /** @param next as for a method */
    static CallHandle ofPublication(Session session, Runnable next) {
        return new CallHandle(session, next, null, false);
    }

    @Override
    public RandomStreams random() {
        return random;
    }

    @Override
    public void unblock() {
        synchronized (this) {
            if (unblocked || ended) {
                return;
            }
            unblocked = true;
            // The next message is the other user's.
            runsBeside = !changesUser && concurrency.enter();
            if (!runsBeside) {
                return;
            }
        }
        next.run();
    }

    @Override
    public void setUserId(@Nullable String userId) {
        // The application is asked without the lock.
        setUser(services.loggedIn(userId));
    }

    private synchronized void setUser(User other) {
        if (!isMethod) {
            throw new IllegalStateException("setUserId() is for a method: a publication cannot set the user");
        }
        if (unblocked || ended) {
            // The client's next messages may have been handled as the other user's.
            throw new IllegalStateException("Can't call setUserId in a method after calling unblock");
        }
        user = other;
        changesUser = true;
    }

    /** The user that the session is to have; null if it stays as it is. From here on it cannot be set any more. */
    @Nullable
    synchronized User takeUser() {
        unblocked = true;
        return changesUser ? user : null;
    }

    private synchronized User user() {
        return user;
    }

    /** The call is over. */
    void end() {
        synchronized (this) {
            if (!ended && runsBeside) {
                concurrency.leave();
            }
            ended = true;
        }
        next.run();
    }

    @Override
    public String id() {
        return session.id();
    }

    @Override
    public String userId() {
        return user().id();
    }

    @Override
    public Principal principal() {
        return user().principal();
    }

    @Override
    public boolean isUserInRole(String role) {
        return user().roles().contains(role);
    }

    @Override
    public void tieTo(@Nullable String key) {
        session.tieTo(key);
    }

    @Override
    public String clientAddress() {
        return session.clientAddress();
    }

    @Override
    public Map<String, List<String>> headers() {
        return session.headers();
    }

    @Override
    public URI requestUri() {
        return session.requestUri();
    }

    @Override
    public Map<String, Object> attributes() {
        return session.attributes();
    }

    @Override
    public void close() {
        session.close();
    }

    @Override
    public void onClose(Runnable action) {
        session.onClose(action);
    }

    /** The session in every call of it is one. */
    @Override
    public boolean equals(Object other) {
        return session.equals(other);
    }

    @Override
    public int hashCode() {
        return session.hashCode();
    }

    @Override
    public String toString() {
        return session.toString();
    }
}
