package io.ddp4ee.document;

import java.util.List;
import java.util.function.Supplier;

/**
 * Rows, and what becomes of them.
 *
 * @param entity whose documents are asked for
 * @param rows to be stored, of any entities
 * @param documents a line for each: the id, and the fields
 */
record DocumentCase(String name, Class<?> entity, Supplier<List<Object>> rows, String documents) {
    @Override
    public String toString() {
        return name;
    }
}
