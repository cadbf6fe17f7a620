package io.ddp4ee.document;

/**
 * A document with the row that it comes from.
 *
 * @param key the row's key, written as a document id
 */
public record Row(String key, Document document) {}
