package io.ddp4ee.query;

import java.util.List;

import jakarta.annotation.Nullable;

import io.ddp4ee.bus.Change;
import io.ddp4ee.bus.Change.DocumentImage;
import io.ddp4ee.document.Document;
import io.ddp4ee.message.Fields;

/** Which fields of a collection's documents a query has. Immutable. */
public final class Projection {

    private final String collection;

    /** One array for all documents. */
    private final String[] fields;

    /** @param collection whose images they are cut from */
    public Projection(String collection, List<String> fields) {
        this.collection = collection;
        this.fields = fields.toArray(String[]::new);
    }

    /** Null if the change does not tell. */
    @Nullable
    Document document(Change change) {
        DocumentImage image = change.documents().get(collection);
        Fields cut = image == null ? null : image.fields().cut(fields);
        return cut == null ? null : new Document(image.id(), cut);
    }
}
