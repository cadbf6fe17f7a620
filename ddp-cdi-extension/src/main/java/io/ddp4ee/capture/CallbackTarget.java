package io.ddp4ee.capture;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import jakarta.persistence.EntityManagerFactory;

import io.ddp4ee.bus.Operation;
import io.ddp4ee.persistence.Unit;

/** Where {@link EntityCallbacks} go: to the units that know the entity and have no better source. A bean. */
public class CallbackTarget {

    private final Map<Unit, EntityEvents> units = new ConcurrentHashMap<>();
    private final Map<Unit, Consumer<Object>> persisting = new ConcurrentHashMap<>();

    /** From now on callbacks for the unit's entities are told. */
    public void add(Unit unit, EntityEvents events) {
        units.put(unit, events);
    }

    /** From now on it is told of entities that are about to be persisted, and does nothing for those that are not the unit's. */
    public void add(Unit unit, Consumer<Object> beforePersist) {
        persisting.put(unit, beforePersist);
    }

    public void remove(Unit unit) {
        units.remove(unit);
        persisting.remove(unit);
    }

    void persisting(Object entity) {
        persisting.values().forEach(action -> action.accept(entity));
    }

    void changed(Object entity, Operation operation) {
        units.forEach((unit, events) -> {
            if (unit.entities().of(entity.getClass()) != null) {
                EntityManagerFactory factory = unit.factory();
                Object key = factory.getPersistenceUnitUtil().getIdentifier(entity);
                events.changed(null, entity.getClass(), key, operation);
            }
        });
    }
}
