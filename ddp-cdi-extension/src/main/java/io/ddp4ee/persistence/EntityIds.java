package io.ddp4ee.persistence;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

import jakarta.persistence.EntityManager;
import jakarta.persistence.metamodel.EntityType;

/**
 * What the documents of each entity of a unit are known by: their key, unless an attribute is declared. One hierarchy has
 * one answer, since a reference to its root may be one to any of its entities. Declared while the server is built, read by
 * any thread afterwards.
 */
public final class EntityIds {

    private static final String ALIAS = "identified_";

    private final Unit unit;
    private final Map<EntityType<?>, EntityAttribute> attributes = new LinkedHashMap<>();

    public EntityIds(Unit unit) {
        this.unit = unit;
    }

    public EntityTypes entities() {
        return unit.entities();
    }

    /**
     * @param path of the attribute
     * @throws IllegalArgumentException if there is no such attribute, or another is declared
     */
    public void declare(EntityType<?> entity, String path) {
        EntityType<?> root = entities().rootOf(entity);
        EntityAttribute attribute = EntityAttribute.of(root, path);
        EntityAttribute other = attributes.putIfAbsent(root, attribute);
        if (other != null && !other.equals(attribute)) {
            throw new IllegalArgumentException("The documents of " + root.getName() + " are known by \""
                    + String.join(".", other.part().path()) + "\" already, and cannot be known by \"" + path
                    + "\" too: all collections of an entity name the same attribute, or none");
        }
    }

    public EntityId of(EntityType<?> entity) {
        EntityAttribute attribute = attributes.get(entities().rootOf(entity));
        return attribute == null ? entities().keyOf(entity) : attribute;
    }

    /** What a reference to an entity is compared with: the value of its attribute, or its key; null if it has none yet. */
    public Object valueOf(Object entity) {
        EntityType<?> type = entities().of(entity.getClass());
        Object key = unit.factory().getPersistenceUnitUtil().getIdentifier(entity);
        return of(type) instanceof EntityAttribute attribute ? attributeOf(entity, type, key, attribute) : key;
    }

    private Object attributeOf(Object entity, EntityType<?> type, Object key, EntityAttribute attribute) {
        // A provider's proxy of an entity has its key and nothing else.
        boolean isItself = type.getJavaType() == entity.getClass();
        Object value = isItself ? Members.get(entity, attribute.part().path()) : null;
        if (value != null || key == null) {
            return value;
        }
        List<Object[]> found = select(type, attribute, entities().keyOf(type), entities().keyOf(type).values(key));
        return found.isEmpty() ? null : found.get(0)[0];
    }

    /** Null if it has none yet. */
    public String documentIdOf(Object entity) {
        Object value = valueOf(entity);
        if (value == null) {
            return null;
        }
        return of(entities().of(entity.getClass())) instanceof EntityKey key
                ? key.documentIdOf(value)
                : EntityKey.text(value);
    }

    /**
     * The key of the entity whose document has an id, as the persistence provider wants it.
     *
     * @throws IllegalArgumentException if it cannot be an id of this entity, or the attribute has it in no row
     */
    public Object keyOf(EntityType<?> entity, String documentId) {
        EntityKey key = entities().keyOf(entity);
        EntityId id = of(entity);
        if (id == key) {
            return key.keyOf(documentId);
        }
        List<Object[]> found = select(entity, key, id, id.parse(documentId));
        if (found.isEmpty()) {
            throw new IllegalArgumentException("No " + entity.getName() + " has the document id \"" + documentId + "\"");
        }
        return key.keyOf(List.of(found.get(0)));
    }

    /** What the rows have for one id, where another has these values. */
    private List<Object[]> select(EntityType<?> entity, EntityId wanted, EntityId known, List<?> values) {
        StringJoiner selected = new StringJoiner(", ");
        wanted.parts().forEach(part -> selected.add(path(part)));
        StringJoiner condition = new StringJoiner(" and ");
        for (int i = 0; i < values.size(); i++) {
            condition.add(path(known.parts().get(i)) + " = ?" + (i + 1));
        }
        String jpql = "select " + selected + " from " + entity.getName() + " " + ALIAS + " where " + condition;
        // Of the caller's transaction, if it has one.
        try (EntityManager entityManager = unit.factory().createEntityManager()) {
            return new EntityManagerRows(entityManager).select(jpql, values);
        }
    }

    private static String path(KeyPart part) {
        return ALIAS + "." + String.join(".", part.path());
    }
}
