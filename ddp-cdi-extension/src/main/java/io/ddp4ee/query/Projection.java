package io.ddp4ee.query;

import java.util.Arrays;
import java.util.List;

import io.ddp4ee.bus.Change;
import io.ddp4ee.bus.Change.DocumentImage;
import io.ddp4ee.document.Document;
import io.ddp4ee.message.Fields;

/** Which fields of a collection's documents a query has. Immutable; equal ones make equal documents. */
public final class Projection {

    private final String images;
    private final String collection;

    /** One array for all documents. */
    private final String[] fields;

    private final boolean hasPlurals;

    /**
     * @param images the collection whose images they are cut from
     * @param collection that the client sees them in
     * @param hasPlurals whether a field stands in rows of its own
     */
    public Projection(String images, String collection, List<String> fields, boolean hasPlurals) {
        this.images = images;
        this.collection = collection;
        this.hasPlurals = hasPlurals;
        this.fields = fields.toArray(String[]::new);
    }

    boolean hasPlurals() {
        return hasPlurals;
    }

    ChangedDocument document(Change change) {
        DocumentImage image = change.documents().get(images);
        Fields cut = image == null ? null : image.fields().cut(fields);
        return new ChangedDocument(collection, cut == null ? null : new Document(image.id(), cut));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Projection one
                && images.equals(one.images)
                && collection.equals(one.collection)
                && Arrays.equals(fields, one.fields);
    }

    @Override
    public int hashCode() {
        return images.hashCode() + 31 * collection.hashCode() + 961 * fields.length;
    }
}
