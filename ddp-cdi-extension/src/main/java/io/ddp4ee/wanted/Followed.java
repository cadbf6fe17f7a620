package io.ddp4ee.wanted;

import java.util.ArrayList;
import java.util.List;

import jakarta.annotation.Nullable;
import jakarta.persistence.ConstraintMode;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinColumns;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import jakarta.persistence.metamodel.Attribute;
import jakarta.persistence.metamodel.EntityType;
import jakarta.persistence.metamodel.MapAttribute;

import io.ddp4ee.jpql.Path;
import io.ddp4ee.matching.Place;
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

    /**
     * Those on the way to a place, in their order; what ends at what a reference is known by needs no other row for that, if
     * that is in the row itself or in a table of its own.
     */
    public static List<Followed> of(EntityType<?> entity, Place place, EntityTypes entities) {
        Path path = Steps.path(entity, place, entities);
        List<Followed> all = new ArrayList<>();
        List<Attribute<?, ?>> attributes = path.attributes();
        for (int i = 0; i < attributes.size(); i++) {
            if (Path.elementType(attributes.get(i)) instanceof EntityType<?> target) {
                Path reference = new Path(path.start(), List.copyOf(attributes.subList(0, i + 1)));
                Path key = key(reference, target, entities);
                Followed followed = new Followed(reference, entities.rootOf(target), key);
                if (key == null || !key.attributes().equals(attributes) || followed.isElsewhere()) {
                    all.add(followed);
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
        List<String> names = new ArrayList<>(Steps.place(reference).names());
        names.addAll(parts.get(0).path());
        return Path.resolve(reference.start(), names, entities);
    }

    /** What batches have to say for a place: elements that are entities are told by what they are known by. */
    public static Place told(EntityType<?> entity, Place place, EntityTypes entities) {
        Path path = Steps.path(entity, place, entities);
        boolean isReference = path.isPlural() && path.type() instanceof EntityType<?>;
        return isReference ? Steps.place(key(path, (EntityType<?>) path.type(), entities)) : place;
    }

    /**
     * Why the rows whose place has changed cannot be told when another row has; null if they can: each leads there by a column
     * or a table of its own, and to something with a key of one column.
     */
    @Nullable
    public static String obstacle(EntityType<?> entity, Place place, EntityTypes entities) {
        boolean isOwnRow = true;
        for (Attribute<?, ?> attribute : Steps.path(entity, place, entities).attributes()) {
            if (attribute.isCollection() && !isOwnRow) {
                return place + ", of which another row has many";
            }
            if (attribute instanceof MapAttribute) {
                return place + ", which is a map";
            }
            if (Path.elementType(attribute) instanceof EntityType<?> target) {
                isOwnRow = false;
                if (entities.keyOf(target).parts().size() != 1) {
                    return place + ", on whose way is a key of several columns";
                }
                if (!(attribute.isCollection() ? isToldOf(attribute) : isHeldByRow(attribute))) {
                    return place + ", whose changes would not be noticed where they end or begin";
                }
            }
        }
        return null;
    }

    /** One that is mapped in XML is not known to be. */
    private static boolean isHeldByRow(Attribute<?, ?> attribute) {
        boolean isOwned = Members.annotation(attribute, ManyToOne.class).isPresent()
                || Members.annotation(attribute, OneToOne.class)
                        .filter(one -> one.mappedBy().isEmpty())
                        .isPresent();
        return isOwned && Members.annotation(attribute, JoinTable.class).isEmpty();
    }

    /**
     * Whether somebody is told of all changes: the owner, where a table of its own holds it, or else the other side. What is a
     * column of the other side that only the owner knows is taken from one owner by another, and nobody is told whose it was.
     */
    private static boolean isToldOf(Attribute<?, ?> attribute) {
        boolean isMany = Members.annotation(attribute, ManyToMany.class).isPresent()
                || Members.annotation(attribute, OneToMany.class).isPresent();
        boolean isOutlived = Members.annotation(attribute, JoinTable.class)
                .filter(table -> table.inverseForeignKey().value() == ConstraintMode.NO_CONSTRAINT)
                .isPresent();
        return isMany
                && !isOutlived
                && Members.annotation(attribute, JoinColumn.class).isEmpty()
                && Members.annotation(attribute, JoinColumns.class).isEmpty();
    }

    /** Whether the other side of a collection holds it, so that its rows come and go by changes of theirs. */
    public boolean isElsewhere() {
        Attribute<?, ?> attribute = reference.last();
        return attribute.isCollection()
                && (Members.annotation(attribute, ManyToMany.class)
                                .filter(many -> !many.mappedBy().isEmpty())
                                .isPresent()
                        || Members.annotation(attribute, OneToMany.class)
                                .filter(many -> !many.mappedBy().isEmpty())
                                .isPresent());
    }

    public Place place() {
        return Steps.place(reference);
    }

    /** Where to find what it is known by. */
    public Place keyPlace() {
        return Steps.place(key);
    }
}
