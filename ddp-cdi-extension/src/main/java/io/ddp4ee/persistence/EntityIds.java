package io.ddp4ee.persistence;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Function;
import java.util.function.Supplier;

import jakarta.persistence.EntityManager;
import jakarta.persistence.metamodel.EntityType;

import io.ddp4ee.DdpCollection;
import io.ddp4ee.random.RandomIds;

/**
 * What the documents of each entity of a unit are known by: their key, unless an attribute or a mapping is declared. One hierarchy has
 * one answer, since a reference to its root may be one to any of its entities. Declared while the server is built, read by
 * any thread afterwards.
 */
public final class EntityIds {

    private static final String ALIAS = "identified_";

    private final Unit unit;
    private final Map<EntityType<?>, EntityId> declared = new LinkedHashMap<>();
    private final RandomIds random = new RandomIds();
    private Function<EntityType<?>, String> ofNewRows = entity -> random.get();

    public EntityIds(Unit unit) {
        this.unit = unit;
    }

    /** @param ids draws those that rows are given in the transaction that has inserted them */
    public void drawFrom(Function<EntityType<?>, String> ids) {
        ofNewRows = ids;
    }

    public Unit unit() {
        return unit;
    }

    public EntityTypes entities() {
        return unit.entities();
    }

    /**
     * @param path of the attribute, or {@link DdpCollection#MAPPED}
     * @throws IllegalArgumentException if there is no such attribute, or another is declared
     */
    public void declare(EntityType<?> entity, String path) {
        EntityType<?> root = entities().rootOf(entity);
        EntityId id =
                path.equals(DdpCollection.MAPPED) ? EntityMapping.of(root, entities()) : EntityAttribute.of(root, path);
        EntityId other = declared.putIfAbsent(root, id);
        if (other != null && !other.equals(id)) {
            throw new IllegalArgumentException("The documents of " + root.getName() + " are known by \""
                    + String.join(".", other.parts().get(0).path()) + "\" already, and cannot be known by \"" + path
                    + "\" too: all collections of an entity name the same attribute, or none");
        }
    }

    public EntityId of(EntityType<?> entity) {
        EntityId id = declared.get(entities().rootOf(entity));
        return id == null ? entities().keyOf(entity) : id;
    }

    /** What a reference to an entity is compared with: the value of its attribute, or its key; null if it has none yet. */
    public Object valueOf(Object entity) {
        EntityType<?> type = entities().of(entity.getClass());
        Object key = unit.factory().getPersistenceUnitUtil().getIdentifier(entity);
        if (of(type) instanceof EntityMapping mapping) {
            return key == null
                    ? null
                    : read(rows ->
                            mapped(rows, mapping, mapping.key().values(key).get(0)));
        }
        return of(type) instanceof EntityAttribute attribute ? attributeOf(entity, type, key, attribute) : key;
    }

    private Object attributeOf(Object entity, EntityType<?> type, Object key, EntityAttribute attribute) {
        // A provider's proxy of an entity has its key and nothing else.
        boolean isItself = type.getJavaType() == entity.getClass();
        Object value = isItself ? Members.get(entity, attribute.part().path()) : null;
        if (value != null || key == null) {
            return value;
        }
        List<Object[]> found = select(
                type, attribute, entities().keyOf(type), entities().keyOf(type).values(key));
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
        if (id instanceof EntityMapping mapping) {
            Object found = read(rows -> ObjectMappings.key(rows, mapping, documentId));
            if (found == null) {
                throw unknown(entity, documentId);
            }
            return found;
        }
        List<Object[]> found = select(entity, key, id, id.parse(documentId));
        if (found.isEmpty()) {
            throw unknown(entity, documentId);
        }
        return key.keyOf(List.of(found.get(0)));
    }

    private static IllegalArgumentException unknown(EntityType<?> entity, String documentId) {
        return new IllegalArgumentException("No " + entity.getName() + " has the document id \"" + documentId + "\"");
    }

    private String mapped(Rows rows, EntityMapping mapping, Object key) {
        String documentId = ObjectMappings.documentId(rows, mapping, key);
        if (documentId == null) {
            ObjectMappings.give(rows, mapping, key, random.get());
            documentId = ObjectMappings.documentId(rows, mapping, key);
        }
        return documentId;
    }

    /** Gives the row of an entity an id in that table; it must have none yet. */
    public void give(Rows rows, Object entity, String documentId) {
        if (of(entities().of(entity.getClass())) instanceof EntityMapping mapping) {
            Object key = unit.factory().getPersistenceUnitUtil().getIdentifier(entity);
            ObjectMappings.give(rows, mapping, mapping.key().values(key).get(0), documentId);
        }
    }

    /**
     * Gives ids to those rows that should have one in that table, and have none: new ones, in the order of their keys.
     *
     * @param keys as their columns
     */
    public void complete(Rows rows, EntityType<?> entity, List<List<Object>> keys) {
        if (of(entity) instanceof EntityMapping mapping && !keys.isEmpty()) {
            List<Object> values = keys.stream().map(columns -> columns.get(0)).toList();
            give(rows, mapping, values, () -> ofNewRows.apply(entity));
        }
    }

    /** Likewise to all rows. */
    public void completeAll(Rows rows, EntityType<?> entity) {
        if (of(entity) instanceof EntityMapping mapping) {
            give(rows, mapping, List.of(), random);
        }
    }

    private static void give(Rows rows, EntityMapping mapping, List<Object> keys, Supplier<String> source) {
        ObjectMappings.missing(rows, mapping, keys)
                .forEach(key -> ObjectMappings.give(rows, mapping, key, source.get()));
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
        return read(rows -> rows.select(jpql, values));
    }

    /** In the caller's transaction, if it has one. */
    private <T> T read(Function<Rows, T> work) {
        try (EntityManager entityManager = unit.factory().createEntityManager()) {
            return work.apply(new EntityManagerRows(entityManager));
        }
    }

    private static String path(KeyPart part) {
        return ALIAS + "." + String.join(".", part.path());
    }
}
