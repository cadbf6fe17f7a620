package io.ddp4ee;

/**
 * Tells of changes that entity callbacks cannot see: native SQL, triggers on other tables, stored procedures. A bean to
 * inject; safe for use by several threads.
 *
 * <p>It joins the current transaction: live queries follow when that commits, and nothing happens when it rolls back.
 * JPQL {@code update} and {@code delete} statements are noticed by themselves.
 *
 * <pre>{@code
 * em.createNativeQuery("update book set price = price * 0.9").executeUpdate();
 * changes.changed(Book.class);
 * }</pre>
 */
public interface EntityChanges {
    /**
     * Any rows of the entity may have changed: live queries that read it run again.
     *
     * @throws IllegalArgumentException if it is no entity of a known persistence unit
     * @throws IllegalStateException if no transaction is active
     */
    void changed(Class<?> entity);

    /**
     * The rows with these keys have changed, have come or have gone.
     *
     * @throws IllegalArgumentException if it is no entity of a known persistence unit
     * @throws IllegalStateException if no transaction is active
     */
    void changed(Class<?> entity, Object... ids);
}
