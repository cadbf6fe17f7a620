package io.ddp4ee.mutation;

import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import jakarta.annotation.Nullable;
import jakarta.persistence.EntityManager;
import jakarta.persistence.MapsId;
import jakarta.persistence.Version;
import jakarta.persistence.metamodel.Attribute;
import jakarta.persistence.metamodel.EntityType;
import jakarta.persistence.metamodel.MapAttribute;
import jakarta.persistence.metamodel.PluralAttribute;
import jakarta.persistence.metamodel.SingularAttribute;

import io.ddp4ee.binding.MatchFailedException;
import io.ddp4ee.document.DocumentField;
import io.ddp4ee.persistence.EntityIds;
import io.ddp4ee.persistence.EntityKey;
import io.ddp4ee.persistence.Members;

/** Writes what has changed in a document to an entity that an entity manager manages, or will manage. */
final class FieldWriter {

    private final EntityManager entityManager;
    private final EntityIds ids;
    private final ValueBinder binder;
    private final boolean isNew;

    /** @param isNew whether the entity is, so that its key may be written too */
    FieldWriter(EntityManager entityManager, EntityIds ids, ValueBinder binder, boolean isNew) {
        this.entityManager = entityManager;
        this.ids = ids;
        this.binder = binder;
        this.isNew = isNew;
    }

    /**
     * @param before the values that the entity has
     * @param after the values to write, where they are others
     * @throws io.ddp4ee.DdpException if one is no field that can be written, or refers to nothing
     * @throws MatchFailedException if a value does not fit
     */
    void write(Object target, Map<String, DocumentField> fields, Map<?, ?> before, Map<?, ?> after) throws Exception {
        Set<Object> names = new LinkedHashSet<>(after.keySet());
        names.addAll(before.keySet());
        for (Object name : names) {
            boolean isSame = before.containsKey(name) && Objects.equals(before.get(name), after.get(name));
            if (!isSame) {
                DocumentField field = fields.get(name);
                if (field == null || !isWritable(field.attribute())) {
                    throw Refusal.field(String.valueOf(name));
                }
                write(new Property(target, field.attribute()), field, before.get(name), after.get(name));
            }
        }
    }

    private boolean isWritable(Attribute<?, ?> attribute) {
        boolean isKey = (attribute instanceof SingularAttribute<?, ?> singular && EntityKey.isId(singular))
                || Members.annotation(attribute, MapsId.class).isPresent();
        return Members.annotation(attribute, Version.class).isEmpty() && (isNew || !isKey);
    }

    private void write(Property property, DocumentField field, @Nullable Object before, @Nullable Object after)
            throws Exception {
        if (field.attribute() instanceof MapAttribute<?, ?, ?> map) {
            writeMap(property, field, map, after);
        } else if (field.attribute() instanceof PluralAttribute<?, ?, ?> plural) {
            writeCollection(property, field, plural, after);
        } else if (field.isObject() && (after != null || !field.isWhole())) {
            // Also one that is null in the document may have what is not sent.
            Object current = property.read();
            Object object = current == null ? newInstance(field.attribute().getJavaType()) : current;
            write(object, field.members(), members(before), members(after));
            property.write(object);
        } else {
            SingularAttribute<?, ?> singular = (SingularAttribute<?, ?>) field.attribute();
            property.write(
                    singular.getType() instanceof EntityType<?> entity
                            ? reference(entity, after)
                            : binder.bind(after, singular, singular.getJavaType()));
        }
    }

    private static Map<?, ?> members(@Nullable Object value) {
        return value == null ? Map.of() : object(value);
    }

    private static Map<?, ?> object(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw new MatchFailedException("What should be an object is none");
    }

    private static List<?> list(@Nullable Object value) {
        if (value == null || value instanceof List<?>) {
            return value == null ? List.of() : (List<?>) value;
        }
        throw new MatchFailedException("What should be an array is none");
    }

    @Nullable
    private Object reference(EntityType<?> entity, @Nullable Object documentId) {
        if (documentId == null) {
            return null;
        }
        String id = Selector.text(documentId);
        if (id == null) {
            throw new MatchFailedException("What should be the id of a document is none");
        }
        Object found = Entities.find(entityManager, ids, entity, id, null);
        if (found == null) {
            // As a foreign key would be.
            throw Refusal.database();
        }
        return found;
    }

    @SuppressWarnings("unchecked")
    private void writeCollection(
            Property property, DocumentField field, PluralAttribute<?, ?, ?> attribute, @Nullable Object after)
            throws Exception {
        List<Object> elements = new ArrayList<>();
        for (Object element : list(after)) {
            elements.add(element(field, attribute, element));
        }
        Collection<Object> current = (Collection<Object>) property.read();
        if (current == null) {
            boolean isSet = attribute.getCollectionType() == PluralAttribute.CollectionType.SET;
            property.write(isSet ? new LinkedHashSet<>(elements) : elements);
        } else {
            current.clear();
            current.addAll(elements);
        }
    }

    @SuppressWarnings("unchecked")
    private void writeMap(
            Property property, DocumentField field, MapAttribute<?, ?, ?> attribute, @Nullable Object after)
            throws Exception {
        Map<Object, Object> entries = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : members(after).entrySet()) {
            Object key = attribute.getKeyType() instanceof EntityType<?> entity
                    ? reference(entity, entry.getKey())
                    : binder.bindKey(entry.getKey(), attribute, attribute.getKeyJavaType());
            entries.put(key, element(field, attribute, entry.getValue()));
        }
        Map<Object, Object> current = (Map<Object, Object>) property.read();
        if (current == null) {
            property.write(entries);
        } else {
            current.clear();
            current.putAll(entries);
        }
    }

    private Object element(DocumentField field, PluralAttribute<?, ?, ?> attribute, @Nullable Object value)
            throws Exception {
        if (value == null) {
            throw new MatchFailedException("A collection has no null");
        }
        if (attribute.getElementType() instanceof EntityType<?> entity) {
            return reference(entity, value);
        }
        Class<?> type = attribute.getElementType().getJavaType();
        if (field.members().isEmpty()) {
            return binder.bind(value, attribute, type);
        }
        Object object = newInstance(type);
        write(object, field.members(), Map.of(), object(value));
        return object;
    }

    static <T> T newInstance(Class<T> type) throws ReflectiveOperationException {
        Constructor<T> constructor = type.getDeclaredConstructor();
        constructor.setAccessible(true);
        return constructor.newInstance();
    }
}
