package io.ddp4ee.wanted;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToOne;
import jakarta.persistence.metamodel.Attribute;
import jakarta.persistence.metamodel.EntityType;

import io.ddp4ee.jpql.Path;
import io.ddp4ee.persistence.EntityTypes;
import io.ddp4ee.persistence.KeyPart;
import io.ddp4ee.persistence.Members;

/**
 * A reference that a path leads through to something that stands in another row, so that a change of that row is one of all
 * that lead to it.
 *
 * @param reference the path to the entity
 * @param target the entity, at the root of its hierarchy
 * @param key the path to what it is known by; null if that is no single value
 */
public record Followed(Path reference, EntityType<?> target, Path key) {

    /** Those of a path, in their order; a path that ends at what a reference is known by needs no other row for that. */
    public static List<Followed> of(Path path, EntityTypes entities) {
        List<Followed> all = new ArrayList<>();
        List<Attribute<?, ?>> attributes = path.attributes();
        for (int i = 0; i < attributes.size(); i++) {
            if (Path.elementType(attributes.get(i)) instanceof EntityType<?> target) {
                Path reference = new Path(path.start(), List.copyOf(attributes.subList(0, i + 1)));
                Path key = key(reference, target, entities);
                if (key == null || !key.attributes().equals(attributes)) {
                    all.add(new Followed(reference, entities.rootOf(target), key));
                }
            }
        }
        return all;
    }

    private static Path key(Path reference, EntityType<?> target, EntityTypes entities) {
        List<KeyPart> parts = entities.keyOf(target).parts();
        if (parts.size() != 1) {
            return null;
        }
        List<String> names = new ArrayList<>(names(reference));
        names.addAll(parts.get(0).path());
        return Path.resolve(reference.start(), names, entities);
    }

    private static List<String> names(Path path) {
        return path.attributes().stream().map(Attribute::getName).toList();
    }

    /**
     * Whether the rows that lead to a changed one can be told: each leads there by a column of its own, and to something with
     * a key of one column.
     */
    public static boolean isFollowable(Path path, EntityTypes entities) {
        for (int i = 0; i < path.attributes().size(); i++) {
            Attribute<?, ?> attribute = path.attributes().get(i);
            if (Path.elementType(attribute) instanceof EntityType<?> target
                    && (attribute.isCollection()
                            || !isHeldByRow(attribute)
                            || entities.keyOf(target).parts().size() != 1)) {
                return false;
            }
        }
        return true;
    }

    /** One that is mapped in XML is not known to be. */
    private static boolean isHeldByRow(Attribute<?, ?> attribute) {
        boolean isOwned = Members.annotation(attribute, ManyToOne.class).isPresent()
                || Members.annotation(attribute, OneToOne.class)
                        .filter(one -> one.mappedBy().isEmpty())
                        .isPresent();
        return isOwned && Members.annotation(attribute, JoinTable.class).isEmpty();
    }

    public String path() {
        return dotted(reference);
    }

    /** The path to what it is known by. */
    public String keyPath() {
        return dotted(key);
    }

    private static String dotted(Path path) {
        return names(path).stream().collect(Collectors.joining("."));
    }
}
