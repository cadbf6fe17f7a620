package io.ddp4ee.persistence;

import java.util.List;

import jakarta.persistence.metamodel.Attribute;
import jakarta.persistence.metamodel.EmbeddableType;
import jakarta.persistence.metamodel.EntityType;
import jakarta.persistence.metamodel.ManagedType;
import jakarta.persistence.metamodel.SingularAttribute;

/** An attribute of an entity that its documents are known by, in place of the key. */
record EntityAttribute(EntityType<?> entity, List<KeyPart> parts) implements EntityId {

    /**
     * @param path of attributes, from the entity through embeddables
     * @throws IllegalArgumentException if it is no single value of the entity that can be read from a document id
     */
    static EntityAttribute of(EntityType<?> entity, String path) {
        List<String> names = List.of(path.split("\\.", -1));
        ManagedType<?> type = entity;
        for (String name : names.subList(0, names.size() - 1)) {
            if (!(attribute(entity, type, name, path).getType() instanceof EmbeddableType<?> embeddable)) {
                throw refusal(entity, path, name + " is no embeddable");
            }
            type = embeddable;
        }
        String last = names.get(names.size() - 1);
        Class<?> value = attribute(entity, type, last, path).getJavaType();
        if (!KeyText.reads(value)) {
            throw refusal(entity, path, "a " + value.getSimpleName() + " cannot be read from a document id");
        }
        return new EntityAttribute(entity, List.of(new KeyPart(names, List.of(), value)));
    }

    private static SingularAttribute<?, ?> attribute(
            EntityType<?> entity, ManagedType<?> type, String name, String path) {
        for (Attribute<?, ?> attribute : type.getAttributes()) {
            if (attribute.getName().equals(name) && attribute instanceof SingularAttribute<?, ?> singular) {
                return singular;
            }
        }
        throw refusal(entity, path, type.getJavaType().getSimpleName() + " has no single-valued attribute " + name);
    }

    private static IllegalArgumentException refusal(EntityType<?> entity, String path, String why) {
        return new IllegalArgumentException("The documents of " + entity.getName() + " cannot be known by \"" + path
                + "\", since " + why + ": name an attribute of " + entity.getName()
                + " that is unique and never null");
    }

    KeyPart part() {
        return parts.get(0);
    }
}
