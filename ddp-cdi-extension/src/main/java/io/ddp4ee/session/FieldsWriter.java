package io.ddp4ee.session;

import java.util.Map;

import io.ddp4ee.binding.ResultWriter;
import io.ddp4ee.message.Fields;

/** Makes the fields of a document of what the application gives: a map, or an object that JSON-B writes as one. */
public record FieldsWriter(ResultWriter results) {

    /** @throws IllegalArgumentException if it is no object */
    public Fields write(Object fields) {
        if (results.value(fields) instanceof Map<?, ?> members) {
            return Fields.ofValues(members);
        }
        throw new IllegalArgumentException("The fields of a document are an object, not "
                + (fields == null ? "null" : "a " + fields.getClass().getName()));
    }
}
