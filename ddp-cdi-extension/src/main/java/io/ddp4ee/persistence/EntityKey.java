package io.ddp4ee.persistence;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

import jakarta.persistence.metamodel.Attribute;
import jakarta.persistence.metamodel.EmbeddableType;
import jakarta.persistence.metamodel.EntityType;
import jakarta.persistence.metamodel.IdentifiableType;
import jakarta.persistence.metamodel.ManagedType;
import jakarta.persistence.metamodel.SingularAttribute;
import jakarta.persistence.metamodel.Type;

/** The key of an entity: which columns make it, and how it is written as a document id. */
public final class EntityKey {

    private final EntityType<?> entity;
    private final List<KeyPart> parts;

    private EntityKey(EntityType<?> entity, List<KeyPart> parts) {
        this.entity = entity;
        this.parts = parts;
    }

    public static EntityKey of(EntityType<?> entity) {
        List<KeyPart> parts = new ArrayList<>();
        if (entity.hasSingleIdAttribute()) {
            addParts(idOf(entity), List.of(), List.of(), true, parts);
        } else {
            entity.getIdClassAttributes().stream()
                    .sorted(Comparator.comparing(Attribute::getName))
                    .forEach(id -> addParts(id, List.of(), List.of(), false, parts));
        }
        return new EntityKey(entity, List.copyOf(parts));
    }

    /** The one id attribute, which a provider may declare on a mapped superclass only. */
    public static SingularAttribute<?, ?> idOf(IdentifiableType<?> type) {
        for (Attribute<?, ?> attribute : type.getAttributes()) {
            if (attribute instanceof SingularAttribute<?, ?> singular && singular.isId()) {
                return singular;
            }
        }
        throw new IllegalArgumentException(type.getJavaType().getName() + " has no attribute with @Id: a document"
                + " needs an id, so give the entity one");
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
            if (target.hasSingleIdAttribute()) {
                addParts(idOf(target), here, member, true, parts);
            } else {
                target.getIdClassAttributes().stream()
                        .sorted(Comparator.comparing(Attribute::getName))
                        .forEach(part -> addParts(part, here, member, false, parts));
            }
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

    /** In the order in which a document id names them. */
    public List<KeyPart> parts() {
        return parts;
    }

    public boolean isSimple() {
        return parts.size() == 1;
    }

    /** The document id of a row, from its columns; null if one of them is. */
    public String documentId(List<?> values) {
        return KeyText.write(values);
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
            Object value = key;
            for (String member : part.members()) {
                value = value == null ? null : Members.get(value, member);
            }
            values.add(value);
        }
        return values;
    }

    /**
     * The columns that a document id stands for.
     *
     * @throws IllegalArgumentException if it cannot be an id of this entity
     */
    public List<Object> parse(String documentId) {
        List<String> texts = KeyText.split(documentId, parts.size());
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            values.add(KeyText.parse(texts.get(i), parts.get(i).type(), entity.getName()));
        }
        return values;
    }

    /**
     * The key that a document id stands for, as the persistence provider wants it.
     *
     * @throws IllegalArgumentException if it cannot be an id of this entity
     */
    public Object keyOf(String documentId) {
        List<Object> values = parse(documentId);
        if (parts.get(0).members().isEmpty()) {
            return values.get(0);
        }
        return KeyBuilder.build(entity.getIdType().getJavaType(), parts, values);
    }
}
