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

    private final boolean hasPlurals;

    /**
     * @param collection whose images they are cut from
     * @param hasPlurals whether a field stands in rows of its own
     */
    public Projection(String collection, List<String> fields, boolean hasPlurals) {
        this.collection = collection;
        this.hasPlurals = hasPlurals;
        this.fields = fields.toArray(String[]::new);
    }

    boolean hasPlurals() {
        return hasPlurals;
    }

    /** Null if the change does not tell. */
    @Nullable
    Document document(Change change) {
        DocumentImage image = change.documents().get(collection);
        Fields cut = image == null ? null : image.fields().cut(fields);
        return cut == null ? null : new Document(image.id(), cut);
    }
}
