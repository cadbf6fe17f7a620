package io.ddp4ee;

import java.util.Set;

import jakarta.annotation.Nullable;

/**
 * Knows which roles a user has who was logged in by {@link DdpSession#setUserId}. At most one bean of this type, whose scope is
 * {@link jakarta.enterprise.context.ApplicationScoped} or alike. The roles of a user whom the container has authenticated
 * are the container's.
 *
 * <p>It is asked at each such login, in the method's transaction, and when {@link DdpSessions.Group#refresh()} has been asked
 * for, in none; by several threads. What it throws is the failure of the method; when sessions are refreshed they are closed.
 *
 * <pre>{@code
 * @ApplicationScoped
 * public class MemberRoles implements UserRoles {
 *
 *     @PersistenceContext
 *     EntityManager entityManager;
 *
 *     @Override
 *     @Transactional
 *     public Set<String> of(String userId) {
 *         Member member = entityManager.find(Member.class, userId);
 *         return member == null ? Set.of() : member.getRoles();
 *     }
 * }
 * }</pre>
 */
public interface UserRoles {

    /** Never null; empty for a user whom nobody knows. */
    Set<String> of(String userId);

    /**
     * Whether a session may go on. Asked of each session whose user has logged in when its server may have missed that it
     * was to be closed, as after an interruption of its connection to the database; those that may not are closed.
     *
     * @param tiedTo what {@link DdpSession#tieTo} has tied the session to; null for nothing
     * @return true, unless it is overridden
     */
    default boolean mayGoOn(String userId, @Nullable String tiedTo) {
        return true;
    }
}
