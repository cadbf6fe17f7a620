package io.ddp4ee.session;

import java.net.URI;
import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

import io.ddp4ee.DdpSession;

/** A session as the application sees it. */
final class SessionHandle implements DdpSession {

    private final String id;
    private final Runnable close;
    private final Map<String, Object> attributes = new ConcurrentHashMap<>();
    private final List<Runnable> closeActions = new ArrayList<>();
    private boolean closed;

    /** That of the connection it has, or had last. */
    private volatile Handshake handshake;

    SessionHandle(String id, Handshake handshake, Runnable close) {
        this.id = id;
        this.handshake = handshake;
        this.close = close;
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

    /** Whether the container has authenticated the same user for both, or nobody. */
    boolean isOfTheSameUser(SessionHandle other) {
        return Objects.equals(userId(), other.userId());
    }

    @Override
    public String userId() {
        return handshake.principal() == null ? null : handshake.principal().getName();
    }

    @Override
    public Principal principal() {
        return handshake.principal();
    }

    @Override
    public boolean isUserInRole(String role) {
        return handshake.roles().contains(role);
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
        // On the caller's thread, to whom it may fail.
        action.run();
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
    public String toString() {
        return "DDP session " + id;
    }
}
