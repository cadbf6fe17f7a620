package io.ddp4ee.capture;

import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import io.ddp4ee.persistence.Alterations;
import io.ddp4ee.persistence.Unit;

/**
 * Attaches to a persistence provider's own events, so that an application need not change for us. Implemented by one class
 * for each provider, which is loaded by name, because the provider's classes need not be there.
 */
public interface ProviderHooks {

    /** Begins to tell of the unit's entities. Called once for a unit; ends with the unit's factory. */
    void attach(Unit unit, EntityEvents events);

    /** Begins to tell of each entity that is about to be persisted, before its key is looked at. */
    void beforePersist(Unit unit, Consumer<Object> action);

    /**
     * Which tables hold an entity's rows and the collections in them, in lower case and without schema.
     *
     * @return names by class
     */
    Map<Class<?>, Set<String>> tables(Unit unit);

    /** What the provider does to values and rows. */
    Alterations alterations(Unit unit);

    /**
     * Takes out of the shared cache what is cached apart from these entities' rows, and may have changed with them:
     * Persistence's own {@code Cache} does not reach it.
     */
    default void evictDerived(Unit unit, Set<Class<?>> entities) {
        // A provider that caches nothing but rows has nothing to do.
    }
}
