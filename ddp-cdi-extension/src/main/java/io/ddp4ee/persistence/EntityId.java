package io.ddp4ee.persistence;

import java.util.ArrayList;
import java.util.List;

import jakarta.persistence.metamodel.EntityType;

/** What the documents of an entity are known by: columns of its rows, which are written as a document id. */
public sealed interface EntityId permits EntityKey, EntityAttribute {

    EntityType<?> entity();

    /** In the order in which a document id names them. */
    List<KeyPart> parts();

    default boolean isSimple() {
        return parts().size() == 1;
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
            values.add(
                    KeyText.parse(texts.get(i), parts().get(i).type(), entity().getName()));
        }
        return values;
    }
}
