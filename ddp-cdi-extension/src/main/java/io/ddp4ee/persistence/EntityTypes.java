package io.ddp4ee.persistence;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.persistence.metamodel.EntityType;
import jakarta.persistence.metamodel.IdentifiableType;
import jakarta.persistence.metamodel.Metamodel;

/** The entities of a unit, by class and by name, with the root of each hierarchy. Immutable. */
public final class EntityTypes {

    private final Map<Class<?>, EntityType<?>> byClass = new LinkedHashMap<>();
    private final Map<String, EntityType<?>> byName = new LinkedHashMap<>();
    private final Map<EntityType<?>, EntityKey> keys = new LinkedHashMap<>();

    public EntityTypes(Metamodel metamodel) {
        for (EntityType<?> type : metamodel.getEntities()) {
            // A provider may list entities that have no class, and embeddables that it treats as entities.
            if (type.getJavaType() != null) {
                byClass.put(type.getJavaType(), type);
                byName.put(type.getName(), type);
            }
        }
    }

    public Collection<EntityType<?>> all() {
        return byClass.values();
    }

    /** The entity of a class or of its nearest superclass that is one; null if there is none. */
    public EntityType<?> of(Class<?> type) {
        for (Class<?> c = type; c != null; c = c.getSuperclass()) {
            EntityType<?> entity = byClass.get(c);
            if (entity != null) {
                return entity;
            }
        }
        return null;
    }

    /** Null if there is no entity of this name. */
    public EntityType<?> named(String name) {
        return byName.get(name);
    }

    /** The entity at the top of the hierarchy: rows of a hierarchy share their keys. */
    public EntityType<?> rootOf(EntityType<?> type) {
        EntityType<?> root = type;
        for (IdentifiableType<?> t = type.getSupertype(); t != null; t = t.getSupertype()) {
            if (t instanceof EntityType<?> entity && byClass.containsValue(entity)) {
                root = entity;
            }
        }
        return root;
    }

    /** The name that changes of an entity's rows travel under. */
    public String rootName(EntityType<?> type) {
        return rootOf(type).getName();
    }

    /** The entities whose rows are rows of this one too, itself among them. */
    public List<EntityType<?>> withSubtypes(EntityType<?> type) {
        List<EntityType<?>> types = new ArrayList<>();
        for (EntityType<?> candidate : all()) {
            if (type.getJavaType().isAssignableFrom(candidate.getJavaType())) {
                types.add(candidate);
            }
        }
        return types;
    }

    /** @throws IllegalArgumentException if the entity has no id that could be one */
    public EntityKey keyOf(EntityType<?> type) {
        synchronized (keys) {
            return keys.computeIfAbsent(type, EntityKey::of);
        }
    }
}
