package io.ddp4ee.session;

import java.net.URI;
import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import jakarta.annotation.Nullable;

import io.ddp4ee.DdpSession;
import io.ddp4ee.RateLimit.Call;

/** A session as the application sees it. */
final class SessionHandle implements DdpSession {

    private static final int LONGEST_KEY = 200;

    private final String id;
    private final Runnable close;
    private final Consumer<Runnable> late;
    private final Map<String, Object> attributes = new ConcurrentHashMap<>();
    private final List<Runnable> closeActions = new ArrayList<>();
    private boolean closed;

    /** That of the connection it has, or had last. */
    private volatile Handshake handshake;

    /** That was set; null as long as it is that of the connection. */
    private volatile User user;

    @Nullable
    private volatile String tiedTo;

    /** @param late takes an action that comes when the session has ended */
    SessionHandle(String id, Handshake handshake, Runnable close, Consumer<Runnable> late) {
        this.id = id;
        this.handshake = handshake;
        this.close = close;
        this.late = late;
    }

    @Override
    public String id() {
        return id;
    }

    Handshake handshake() {
        return handshake;
    }

    void setHandshake(Handshake of) {
        handshake = of;
    }

    User user() {
        User set = user;
        return set == null ? User.of(handshake) : set;
    }

    void setUser(User other) {
        user = other;
    }

    /** Whether the container has authenticated the same user for both, or nobody. */
    boolean isOfTheSameUser(SessionHandle other) {
        return Objects.equals(User.of(handshake).id(), User.of(other.handshake).id());
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

    /** What a limit is asked about. */
    Call call(String type, String name) {
        return new Call(type, name, userId(), clientAddress(), id);
    }

    @Override
    public String clientAddress() {
        return handshake.clientAddress();
    }

    @Override
    public Map<String, List<String>> headers() {
        return handshake.headers();
    }

    @Override
    public URI requestUri() {
        return handshake.requestUri();
    }

    @Override
    public Map<String, Object> attributes() {
        return attributes;
    }

    @Override
    public void setUserId(String userId) {
        throw new IllegalStateException("setUserId() is for a method, while it runs");
    }

    @Override
    public void tieTo(@Nullable String key) {
        if (key != null && key.length() > LONGEST_KEY) {
            throw new IllegalArgumentException("A session can be tied to a key of " + LONGEST_KEY
                    + " characters at most, not of " + key.length() + ": take a hash of it");
        }
        tiedTo = key;
    }

    @Nullable
    String tiedTo() {
        return tiedTo;
    }

    boolean isTiedTo(String key) {
        return key.equals(tiedTo);
    }

    @Override
    public void unblock() {
        throw new IllegalStateException("unblock() is for a method or publication, while it runs");
    }

    @Override
    public void close() {
        close.run();
    }

    @Override
    public void onClose(Runnable action) {
        synchronized (closeActions) {
            if (!closed) {
                closeActions.add(action);
                return;
            }
        }
        late.accept(action);
    }

    /** What is to be run, once. */
    List<Runnable> takeCloseActions() {
        synchronized (closeActions) {
            closed = true;
            List<Runnable> actions = List.copyOf(closeActions);
            closeActions.clear();
            return actions;
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DdpSession session && id.equals(session.id());
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return "DDP session " + id;
    }
}
