package io.ddp4ee.matching;

import java.util.List;

import jakarta.annotation.Nullable;

/**
 * What a condition is judged on.
 *
 * @param element of a collection of the row, within a condition about elements
 * @param parameters by their places
 */
record Input(Row row, @Nullable Row element, List<Object> parameters) {

    Input of(Row other) {
        return new Input(row, other, parameters);
    }
}
