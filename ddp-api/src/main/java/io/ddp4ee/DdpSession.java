package io.ddp4ee;

import java.net.URI;
import java.security.Principal;
import java.util.List;
import java.util.Map;

import jakarta.annotation.Nullable;

/**
 * One client's session, from its {@code connect} until it is gone; Meteor's {@code this.connection}.
 *
 * <p>Injectable wherever a {@link DdpMethod} or a {@link Publication} producer runs, and there it is the caller's; outside
 * such a call its use throws {@link jakarta.enterprise.context.ContextNotActiveException}. Safe for use by several
 * threads. What it promises about the client's address and headers is what the container tells of the handshake.
 *
 * <pre>{@code
 * @DdpMethod
 * public String whoAmI(DdpSession session) {
 *     return session.userId() + " from " + session.clientAddress();
 * }
 * }</pre>
 */
public interface DdpSession {
    /** A name for this session that is safe to log and to publish; it restores nothing. */
    String id();

    /** The user that is logged in, or null. In a method or publication, the one that was when it was called. */
    @Nullable
    String userId();

    /** The user as a principal: the one that logged in, else the one of the handshake; null for nobody. */
    @Nullable
    Principal principal();

    /** Whether the session's user has a role. */
    boolean isUserInRole(String role);

    /** The address of the other end of the connection; empty where the container does not tell. */
    String clientAddress();

    /** The headers of the handshake, names without regard to case; neither cookies nor credentials. */
    Map<String, List<String>> headers();

    /** The URI that the client connected to. */
    URI requestUri();

    /** A place for the application's own; empty at the beginning, gone with the session. */
    Map<String, Object> attributes();

    /**
     * Logs a user in, or the present one out; only in a method; Meteor's {@code this.setUserId}. This session is the user's
     * for the rest of the method. When it has returned without an exception, all publications run again for the user,
     * and the client is sent the difference; then it is answered. The user has the roles that {@link UserRoles} tells, none
     * without such a bean, and is nobody that the container knows.
     *
     * <pre>{@code
     * @DdpMethod
     * public String login(DdpSession session, String token) {
     *     String userId = tokens.userOf(token);
     *     session.setUserId(userId);
     *     return userId;
     * }
     * }</pre>
     *
     * @param userId null for nobody
     * @throws IllegalStateException outside a method, and after {@link #unblock()}
     */
    void setUserId(@Nullable String userId);

    /**
     * Ties the session to whatever it is that it depends on, such as a login token, in place of what it was tied to:
     * {@link DdpSessions#tiedTo} finds it, on whatever server. Not published, not logged.
     *
     * @param key not longer than 200 characters, and no secret: it travels in notifications of the database, which all of
     *     its roles can read; of a secret, take a hash. Null for nothing
     */
    void tieTo(@Nullable String key);

    /**
     * Lets the session's next message be handled while this method or publication still runs; Meteor's
     * {@code this.unblock()}. The second time it does nothing. Of more than {@code ddp.session.max-unblocked} calls of a
     * session, the further ones hold up its messages all the same.
     *
     * @throws IllegalStateException on the session of an observer, where nothing waits
     */
    void unblock();

    /** Ends the session: messages that wait are dropped, the connection closes with code 1000. */
    void close();

    /** Runs an action once when the session has ended, on a thread of the container; never within this call, also if it has. */
    void onClose(Runnable action);
}
