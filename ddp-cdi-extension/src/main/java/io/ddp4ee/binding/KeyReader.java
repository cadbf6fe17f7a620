package io.ddp4ee.binding;

/** Reads document ids. */
@FunctionalInterface
public interface KeyReader {

    /** @throws IllegalArgumentException if the id cannot be a key of the entity */
    Object keyOf(Class<?> entity, String documentId);
}
