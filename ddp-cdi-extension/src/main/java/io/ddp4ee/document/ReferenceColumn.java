package io.ddp4ee.document;

import java.util.Arrays;
import java.util.List;

import jakarta.annotation.Nullable;
import jakarta.persistence.metamodel.Attribute;

import io.ddp4ee.persistence.EntityId;

/** A field that names another document by its id, or the id of the document itself. */
record ReferenceColumn(
        String name,
        List<String> expressions,
        EntityId id,
        @Nullable Attribute<?, ?> attribute) implements Column {

    @Override
    public Object value(Object[] tuple, int from) {
        return id.documentId(Arrays.asList(tuple).subList(from, from + expressions.size()));
    }
}
