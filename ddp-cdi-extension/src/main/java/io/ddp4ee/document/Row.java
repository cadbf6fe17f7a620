package io.ddp4ee.document;

import java.util.List;

/**
 * A document with the row that it comes from.
 *
 * @param key the row's key, written as a document id
 * @param beside what else was selected, each null for null
 */
public record Row(String key, Document document, List<String> beside) {}
