package io.ddp4ee.persistence;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

import jakarta.persistence.metamodel.EntityType;

/** What the documents of an entity are known by: columns of its rows, which are written as a document id. */
public sealed interface EntityId permits EntityKey, EntityAttribute, EntityMapping {

    EntityType<?> entity();

    /** In the order in which a document id names them. */
    List<KeyPart> parts();

    /** Whether rows are given their ids in a table beside them. */
    default boolean isMapped() {
        return false;
    }

    default boolean isSimple() {
        return parts().size() == 1;
    }

    /**
     * What to select, in JPQL.
     *
     * @param selected writes a path of the entity
     */
    default List<String> expressions(UnaryOperator<String> selected) {
        return parts().stream()
                .map(part -> selected.apply(String.join(".", part.path())))
                .toList();
    }

    /**
     * A comparison of one reference's id, in JPQL; the id has one part.
     *
     * @param reference what refers to the entity
     * @param comparison of the expression that it is given
     */
    default String compared(String reference, UnaryOperator<String> comparison) {
        return comparison.apply(
                reference + "." + String.join(".", parts().get(0).path()));
    }

    /** The document id of a row, from its columns; null if one of them is. */
    default String documentId(List<?> values) {
        return KeyText.write(values);
    }

    /**
     * The columns that a document id stands for.
     *
     * @throws IllegalArgumentException if it cannot be an id of this entity
     */
    default List<Object> parse(String documentId) {
        List<String> texts = KeyText.split(documentId, parts().size());
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < parts().size(); i++) {
            values.add(KeyText.parse(texts.get(i), parts().get(i).type(), entity().getName()));
        }
        return values;
    }
}
