package io.ddp4ee;

/**
 * The sessions of all servers. Injectable anywhere.
 *
 * <p>What is asked for happens when the current transaction commits, at the same point on all servers in the order of all
 * changes: a session that is refreshed has seen what the transaction changed. Without a transaction it happens at once, in
 * one of its own. If the transaction is rolled back, nothing happens.
 *
 * <pre>{@code
 * @Inject
 * DdpSessions sessions;
 *
 * @Transactional
 * public void disable(Account account) {
 *     account.setDisabled(true);
 *     sessions.of(account.getName()).close();
 * }
 * }</pre>
 */
public interface DdpSessions {

    /** The sessions of a user, by {@link DdpSession#userId()} at the time at which it happens. */
    Group of(String userId);

    /** The sessions that {@link DdpSession#tieTo} has tied to something. */
    Group tiedTo(String key);

    /**
     * Some sessions.
     *
     * <pre>{@code
     * sessions.of(member.getName()).refresh();
     * }</pre>
     */
    interface Group {

        /**
         * Their users' roles are asked for again, all their publications run again, and the clients are sent the
         * difference; a publication that the user may no longer have ends.
         *
         * @throws IllegalStateException if the database cannot be told
         */
        void refresh();

        /**
         * They are closed, with code 1000; their clients may connect again, but cannot go on with them.
         *
         * @throws IllegalStateException if the database cannot be told
         */
        void close();
    }
}
