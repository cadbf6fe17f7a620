package io.ddp4ee.mutation;

import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

import jakarta.annotation.Nullable;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.MapsId;
import jakarta.persistence.metamodel.Attribute;
import jakarta.persistence.metamodel.EntityType;
import jakarta.persistence.metamodel.ManagedType;
import jakarta.persistence.metamodel.SingularAttribute;

import io.ddp4ee.persistence.EntityId;
import io.ddp4ee.persistence.Members;

/** Gives a new entity what its document will be known by, where that is neither generated nor follows from its fields. */
final class NewIdentity {

    private final EntityType<?> entity;
    private final EntityId id;

    NewIdentity(EntityType<?> entity, EntityId id) {
        this.entity = entity;
        this.id = id;
    }

    /**
     * @param wanted by the client; taken if it can be an id of the entity
     * @param random makes one where the client has sent none
     */
    void give(Object target, @Nullable String wanted, Supplier<String> random) throws Exception {
        boolean isDerived = entity.getAttributes().stream()
                .anyMatch(
                        attribute -> Members.annotation(attribute, MapsId.class).isPresent());
        if (id.isSimple() && !isDerived) {
            Object value = value(wanted, random);
            if (value != null) {
                give(target, entity, id.parts().get(0).path(), value);
            }
        }
    }

    @Nullable
    private Object value(@Nullable String wanted, Supplier<String> random) {
        Class<?> type = id.parts().get(0).type();
        if (type == String.class) {
            return wanted == null ? random.get() : wanted;
        }
        if (wanted != null) {
            try {
                return id.parse(wanted).get(0);
            } catch (IllegalArgumentException e) {
                // Clients make ids of their own kind for every document, whatever the entity's are like.
                return type == UUID.class ? UUID.randomUUID() : null;
            }
        }
        return type == UUID.class ? UUID.randomUUID() : null;
    }

    private static void give(Object target, ManagedType<?> type, List<String> path, Object value) throws Exception {
        Attribute<?, ?> attribute = type.getAttribute(path.get(0));
        Property property = new Property(target, attribute);
        if (path.size() == 1) {
            if (Members.annotation(attribute, GeneratedValue.class).isEmpty()) {
                property.write(value);
            }
        } else if (((SingularAttribute<?, ?>) attribute).getType() instanceof ManagedType<?> managed
                && !attribute.isAssociation()) {
            Object current = property.read();
            Object object = current == null ? FieldWriter.newInstance(attribute.getJavaType()) : current;
            give(object, managed, path.subList(1, path.size()), value);
            property.write(object);
        }
    }
}
