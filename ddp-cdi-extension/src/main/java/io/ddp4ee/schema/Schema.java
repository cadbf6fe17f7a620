package io.ddp4ee.schema;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a value may be, in the words of JSON Schema as far as it has them: {@code type}, {@code enum}, {@code maxLength},
 * {@code properties} and so on. EJSON's own types are {@code date}, {@code binary} and {@code custom}, with its
 * {@code name}; {@code nullable} is OpenAPI's. {@code collection} is whose document's id a value is, and {@code document}
 * whose document; {@code optional} is a parameter that may be left out. Immutable.
 *
 * @param words nothing for a value of any type
 */
public record Schema(Map<String, Object> words) {

    public static final String STRING = "string";
    public static final String NUMBER = "number";

    /** Says nothing. */
    public static final Schema ANY = new Schema(Map.of());

    public Schema {
        words = Collections.unmodifiableMap(new LinkedHashMap<>(words));
    }

    public static Schema of(String type) {
        return new Schema(Map.of("type", type));
    }

    /** Of one of several types. */
    static Schema of(String type, String other) {
        return new Schema(Map.of("type", List.of(type, other)));
    }

    public static Schema array(Schema items) {
        return of("array").with("items", items.words());
    }

    /** With members of any names. */
    public static Schema map(Schema values) {
        return of("object").with("additionalProperties", values.words());
    }

    /** With these members. One that may be left out says {@code optional}. */
    public static Schema object(Map<String, Schema> members) {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        members.forEach((name, schema) -> {
            properties.put(name, schema.without("optional").words());
            if (!schema.is("optional")) {
                required.add(name);
            }
        });
        Schema object = of("object").with("properties", properties);
        return required.isEmpty() ? object : object.with("required", required);
    }

    /** A document's id. */
    public static Schema id(String collection) {
        return of(STRING).with("collection", collection);
    }

    /** A whole document. */
    public static Schema document(String collection) {
        return of("object").with("document", collection);
    }

    public Schema with(String word, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(words);
        more.put(word, value);
        return new Schema(more);
    }

    private Schema without(String word) {
        Map<String, Object> fewer = new LinkedHashMap<>(words);
        fewer.remove(word);
        return new Schema(fewer);
    }

    public Schema nullable() {
        return with("nullable", true);
    }

    public Schema optional() {
        return with("optional", true);
    }

    /** Whether it is said. */
    public boolean is(String word) {
        return Boolean.TRUE.equals(words.get(word));
    }

    /** Whether it is a number, or a text where a number would not hold it. */
    public boolean isLargeNumber() {
        return words.get("type") instanceof List<?>;
    }

    public boolean isText() {
        return isOfType(STRING) && words.size() == 1;
    }

    boolean isOfType(String type) {
        return type.equals(words.get("type"));
    }
}
