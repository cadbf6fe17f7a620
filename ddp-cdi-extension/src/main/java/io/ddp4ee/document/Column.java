package io.ddp4ee.document;

import java.util.List;

import jakarta.annotation.Nullable;
import jakarta.persistence.metamodel.Attribute;

/** One field of a document, or of an object within it, that comes from columns of the row. */
sealed interface Column permits ScalarColumn, ComputedColumn, ReferenceColumn, EmbeddedColumn {

    String name();

    /** Whose value it is; null if it is an expression over several, or none. */
    @Nullable
    Attribute<?, ?> attribute();

    /** What to select, in JPQL. */
    List<String> expressions();

    /** The EJSON value, from as many elements of the tuple as there are expressions. */
    Object value(Object[] tuple, int from);
}
