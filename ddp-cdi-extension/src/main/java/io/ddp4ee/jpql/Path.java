package io.ddp4ee.jpql;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import jakarta.persistence.metamodel.Attribute;
import jakarta.persistence.metamodel.EntityType;
import jakarta.persistence.metamodel.ManagedType;
import jakarta.persistence.metamodel.PluralAttribute;
import jakarta.persistence.metamodel.SingularAttribute;
import jakarta.persistence.metamodel.Type;

import io.ddp4ee.persistence.EntityTypes;

/**
 * A path of attributes, looked up.
 *
 * @param attributes one for each name, none for the start itself
 * @param start what the first attribute belongs to
 */
public record Path(ManagedType<?> start, List<Attribute<?, ?>> attributes) {

    /** @throws JpqlException if a name is no attribute of what comes before it */
    public static Path resolve(ManagedType<?> start, List<String> names, EntityTypes entities) {
        List<Attribute<?, ?>> attributes = new ArrayList<>();
        Type<?> type = start;
        for (String name : names) {
            if (!(type instanceof ManagedType<?> managed)) {
                throw new JpqlException(
                        attributes.get(attributes.size() - 1).getName() + " has no attributes, so no \"" + name + "\"");
            }
            Attribute<?, ?> attribute = attribute(managed, name);
            if (attribute == null) {
                throw unknown(managed, name);
            }
            attributes.add(attribute);
            type = elementType(attribute);
        }
        return new Path(start, List.copyOf(attributes));
    }

    /** Whether there is such a path. */
    public static boolean isResolvable(ManagedType<?> start, List<String> names, EntityTypes entities) {
        try {
            resolve(start, names, entities);
            return true;
        } catch (JpqlException e) {
            return false;
        }
    }

    static boolean has(ManagedType<?> type, String name) {
        return attribute(type, name) != null;
    }

    private static Attribute<?, ?> attribute(ManagedType<?> type, String name) {
        for (Attribute<?, ?> attribute : type.getAttributes()) {
            if (attribute.getName().equals(name)) {
                return attribute;
            }
        }
        return null;
    }

    static JpqlException unknown(ManagedType<?> type, String name) {
        Set<String> known =
                type.getAttributes().stream().map(Attribute::getName).collect(Collectors.toCollection(TreeSet::new));
        return new JpqlException(type.getJavaType().getSimpleName() + " has no attribute \"" + name + "\"; it has "
                + String.join(", ", known));
    }

    /** Of a to-many attribute the type of its elements. */
    public static Type<?> elementType(Attribute<?, ?> attribute) {
        return attribute instanceof PluralAttribute<?, ?, ?> plural
                ? plural.getElementType()
                : ((SingularAttribute<?, ?>) attribute).getType();
    }

    public boolean isStart() {
        return attributes.isEmpty();
    }

    public Attribute<?, ?> last() {
        return attributes.get(attributes.size() - 1);
    }

    /** What the path leads to; of a to-many attribute, to each element. */
    public Type<?> type() {
        return isStart() ? start : elementType(last());
    }

    public boolean isPlural() {
        return !isStart() && last().isCollection();
    }

    /** The entities whose rows decide the value: each one that the path enters, by the root of its hierarchy. */
    public Set<String> entities(EntityTypes types) {
        Set<String> names = new TreeSet<>();
        for (Attribute<?, ?> attribute : attributes) {
            if (elementType(attribute) instanceof EntityType<?> entity) {
                names.add(types.rootName(entity));
            }
            if (attribute.getDeclaringType() instanceof EntityType<?> owner) {
                names.add(types.rootName(owner));
            }
        }
        return names;
    }

    @Override
    public String toString() {
        return attributes.stream().map(Attribute::getName).collect(Collectors.joining("."));
    }
}
