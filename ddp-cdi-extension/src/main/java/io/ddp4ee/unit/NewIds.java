package io.ddp4ee.unit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

import jakarta.persistence.GeneratedValue;
import jakarta.persistence.metamodel.Attribute;
import jakarta.persistence.metamodel.EntityType;

import io.ddp4ee.RandomId;
import io.ddp4ee.document.DocumentShapes;
import io.ddp4ee.persistence.Members;
import io.ddp4ee.problem.Problems;

/** Gives entities that are about to be persisted the ids that they have been left without. */
final class NewIds implements Consumer<Object> {

    private final DocumentShapes shapes;
    private final Function<String, String> source;
    private final Map<EntityType<?>, Attribute<?, ?>> attributes = new HashMap<>();

    /** @param source draws an id for a collection; for none it is given null */
    NewIds(DocumentShapes shapes, Function<String, String> source) {
        this.shapes = shapes;
        this.source = source;
        for (EntityType<?> entity : shapes.unit().entities().all()) {
            annotated(entity).stream().findFirst().ifPresent(attribute -> attributes.put(entity, attribute));
        }
    }

    private static List<Attribute<?, ?>> annotated(EntityType<?> entity) {
        return entity.getAttributes().stream()
                .<Attribute<?, ?>>map(attribute -> attribute)
                .filter(attribute ->
                        Members.annotation(attribute, RandomId.class).isPresent())
                .toList();
    }

    /** Whether no entity has any. */
    boolean isEmpty() {
        return attributes.isEmpty();
    }

    void check(Problems problems) {
        attributes.forEach((entity, attribute) -> {
            String place = entity.getJavaType().getName() + "." + attribute.getName() + " has @RandomId";
            if (annotated(entity).size() > 1) {
                problems.add(place + ", and so has another attribute: leave it at one.");
            }
            if (attribute.getJavaType() != String.class) {
                problems.add(place + ", but is a " + attribute.getJavaType().getName() + ": let it be a String.");
            }
            if (Members.annotation(attribute, GeneratedValue.class).isPresent()) {
                problems.add(place + " and @GeneratedValue: remove one.");
            }
        });
    }

    @Override
    public void accept(Object entity) {
        EntityType<?> type = shapes.unit().entities().of(entity.getClass());
        Attribute<?, ?> attribute = type == null ? null : attributes.get(type);
        if (attribute != null && Members.get(entity, attribute.getName()) == null) {
            Members.set(entity, attribute.getName(), source.apply(shapes.home(type)));
        }
    }
}
