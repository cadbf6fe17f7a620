package io.ddp4ee.document;

import java.util.Arrays;
import java.util.List;

import io.ddp4ee.persistence.EntityKey;

/** A field that names another document by its id, the plain key. */
record ReferenceColumn(String name, List<String> expressions, EntityKey key) implements Column {

    @Override
    public Object value(Object[] tuple, int from) {
        return key.documentId(Arrays.asList(tuple).subList(from, from + expressions.size()));
    }
}
