package io.ddp4ee.document;

import io.ddp4ee.message.Fields;

/**
 * A document as it was at one time. Immutable, so that live queries and sessions share it.
 *
 * @param id without what the wire adds to it
 */
public record Document(String id, Fields fields) {

    /** Roughly the bytes that it takes on the wire. */
    public int weight() {
        return id.length() + fields.weight();
    }
}
