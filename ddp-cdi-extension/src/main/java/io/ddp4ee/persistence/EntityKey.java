package io.ddp4ee.persistence;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

import jakarta.persistence.IdClass;
import jakarta.persistence.MapsId;
import jakarta.persistence.metamodel.Attribute;
import jakarta.persistence.metamodel.EmbeddableType;
import jakarta.persistence.metamodel.EntityType;
import jakarta.persistence.metamodel.IdentifiableType;
import jakarta.persistence.metamodel.ManagedType;
import jakarta.persistence.metamodel.SingularAttribute;
import jakarta.persistence.metamodel.Type;

/** The key of an entity: which columns make it, and how it is written as a document id. */
public final class EntityKey implements EntityId {

    private final EntityType<?> entity;
    private final List<KeyPart> parts;

    private EntityKey(EntityType<?> entity, List<KeyPart> parts) {
        this.entity = entity;
        this.parts = parts;
    }

    public static EntityKey of(EntityType<?> entity) {
        List<KeyPart> parts = new ArrayList<>();
        addIds(entity, List.of(), List.of(), parts);
        return new EntityKey(entity, List.copyOf(parts));
    }

    /** Asked attribute by attribute: what a type says of its ids as a whole, EclipseLink answers with an exception. */
    private static void addIds(IdentifiableType<?> type, List<String> path, List<String> members, List<KeyPart> parts) {
        List<SingularAttribute<?, ?>> ids =
                singular(type).stream().filter(EntityKey::isId).toList();
        if (ids.isEmpty()) {
            throw new IllegalArgumentException(type.getJavaType().getName() + " has no attribute with @Id: a document"
                    + " needs an id, so give the entity one");
        }
        boolean whole = ids.size() == 1 && keyClass(type) == null;
        ids.forEach(id -> addParts(id, path, members, whole, parts));
    }

    /**
     * Whether an attribute is the key, or a part of it. A reference that follows from the key is not, though providers
     * may say so.
     */
    public static boolean isId(SingularAttribute<?, ?> attribute) {
        return attribute.isId() && Members.annotation(attribute, MapsId.class).isEmpty();
    }

    /** @param whole whether the key is this attribute's value, and not an object with a member of its name */
    private static void addParts(
            SingularAttribute<?, ?> attribute,
            List<String> path,
            List<String> members,
            boolean whole,
            List<KeyPart> parts) {
        List<String> here = append(path, attribute.getName());
        List<String> member = whole ? members : append(members, attribute.getName());
        Type<?> type = attribute.getType();
        if (type instanceof EmbeddableType<?> embeddable) {
            singular(embeddable).forEach(part -> addParts(part, here, member, false, parts));
        } else if (type instanceof EntityType<?> target) {
            addIds(target, here, member, parts);
        } else {
            parts.add(new KeyPart(here, member, attribute.getJavaType()));
        }
    }

    private static List<SingularAttribute<?, ?>> singular(ManagedType<?> type) {
        List<SingularAttribute<?, ?>> attributes = new ArrayList<>();
        for (Attribute<?, ?> attribute : type.getAttributes()) {
            if (attribute instanceof SingularAttribute<?, ?> singular) {
                attributes.add(singular);
            }
        }
        attributes.sort(Comparator.comparing(Attribute::getName));
        return attributes;
    }

    private static List<String> append(List<String> names, String name) {
        List<String> all = new ArrayList<>(names);
        all.add(name);
        return all;
    }

    @Override
    public EntityType<?> entity() {
        return entity;
    }

    @Override
    public List<KeyPart> parts() {
        return parts;
    }

    /** The document id for a key as the persistence provider has it. */
    public String documentIdOf(Object key) {
        return KeyText.write(values(key));
    }

    /** How one value stands in a document id. */
    public static String text(Object value) {
        return KeyText.write(Collections.singletonList(value));
    }

    /** The columns of a key as the persistence provider has it. */
    public List<Object> values(Object key) {
        List<Object> values = new ArrayList<>();
        for (KeyPart part : parts) {
            values.add(Members.get(key, namesWithin(part, key)));
        }
        return values;
    }

    /** Of a key that is a reference Hibernate gives the entity that is referred to, or the entity with the key itself. */
    private List<String> namesWithin(KeyPart part, Object key) {
        if (entity.getJavaType().isInstance(key)) {
            return part.path();
        }
        boolean isReferred = parts.get(0).path().size() > 1
                && entity.getAttribute(part.path().get(0)).getJavaType().isInstance(key)
                && entity.getAttribute(part.path().get(0)).isAssociation();
        return isReferred ? part.path().subList(1, part.path().size()) : part.members();
    }

    /**
     * The key that a document id stands for, as the persistence provider wants it.
     *
     * @throws IllegalArgumentException if it cannot be an id of this entity
     */
    public Object keyOf(String documentId) {
        return keyOf(parse(documentId));
    }

    /** The key with these columns, as the persistence provider wants it. */
    Object keyOf(List<Object> values) {
        if (parts.get(0).members().isEmpty()) {
            return values.get(0);
        }
        return KeyBuilder.build(type(), parts, values);
    }

    /** Of the key as the persistence provider has it. */
    public Class<?> type() {
        if (parts.get(0).members().isEmpty()) {
            return parts.get(0).type();
        }
        Class<?> keyClass = keyClass(entity);
        return keyClass == null ? entity.getIdType().getJavaType() : keyClass;
    }

    /** Null if there is none. Hibernate's metamodel does not tell it. */
    private static Class<?> keyClass(IdentifiableType<?> entity) {
        for (Class<?> type = entity.getJavaType(); type != null; type = type.getSuperclass()) {
            IdClass keyClass = type.getAnnotation(IdClass.class);
            if (keyClass != null) {
                return keyClass.value();
            }
        }
        return null;
    }
}
