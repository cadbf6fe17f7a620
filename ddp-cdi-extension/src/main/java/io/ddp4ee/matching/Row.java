package io.ddp4ee.matching;

import java.util.List;

import jakarta.annotation.Nullable;

import io.ddp4ee.matching.value.Unjudged;

/** The values of one row that conditions ask for, by the paths of attributes that lead to them. */
public interface Row {

    /**
     * A single value, as {@link io.ddp4ee.matching.value.SqlType} holds it; null for null, also of a path behind a null
     * reference.
     *
     * @throws Unjudged if it is not known, or none that can be judged
     */
    @Nullable
    Object value(String path);

    /**
     * What a to-many attribute has; a plain element is a row with one value, whose path is empty.
     *
     * @throws Unjudged if it is not known
     */
    List<Row> elements(String path);
}
