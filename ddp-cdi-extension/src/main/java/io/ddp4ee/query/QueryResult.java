package io.ddp4ee.query;

import java.util.Map;

import io.ddp4ee.document.Document;

/** What one query found in one snapshot. */
public sealed interface QueryResult {

    /** @param documents by id, in the order of the query */
    record Found(Map<String, Document> documents) implements QueryResult {}

    /** The query cannot be answered, now or later; its subscribers are told so. */
    record Refused(Exception cause) implements QueryResult {}
}
