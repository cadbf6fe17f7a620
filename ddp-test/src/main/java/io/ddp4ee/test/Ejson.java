package io.ddp4ee.test;

import java.io.StringReader;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;

/**
 * EJSON for tests, written apart from the server's: a mistake there must not be undone here. Dates and bytes only, of what
 * EJSON adds.
 */
final class Ejson {

    private Ejson() {}

    static Map<String, Object> object(String text) {
        return members(read(text).asJsonObject());
    }

    static List<Object> list(String text) {
        return elements(read(text).asJsonArray());
    }

    private static JsonValue read(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.readValue();
        }
    }

    private static Object value(JsonValue value) {
        return switch (value.getValueType()) {
            case NULL -> null;
            case TRUE -> true;
            case FALSE -> false;
            case STRING -> ((JsonString) value).getString();
            case NUMBER -> number((JsonNumber) value);
            case ARRAY -> elements(value.asJsonArray());
            case OBJECT -> special(value.asJsonObject());
        };
    }

    private static Object number(JsonNumber number) {
        BigDecimal decimal = number.bigDecimalValue().stripTrailingZeros();
        if (decimal.scale() <= 0 && decimal.precision() - decimal.scale() < 19) {
            return decimal.longValueExact();
        }
        return decimal.precision() <= 15 ? (Object) decimal.doubleValue() : decimal;
    }

    private static Object special(JsonObject object) {
        if (object.size() == 1 && object.get("$date") instanceof JsonNumber) {
            return Instant.ofEpochMilli(object.getJsonNumber("$date").longValue());
        }
        if (object.size() == 1 && object.get("$binary") instanceof JsonString) {
            return Base64.getDecoder().decode(object.getString("$binary"));
        }
        if (object.size() == 1 && object.get("$escape") instanceof JsonObject) {
            return members(object.getJsonObject("$escape"));
        }
        return members(object);
    }

    private static Map<String, Object> members(JsonObject object) {
        Map<String, Object> members = new LinkedHashMap<>();
        object.forEach((name, value) -> members.put(name, value(value)));
        return members;
    }

    private static List<Object> elements(JsonArray array) {
        List<Object> elements = new ArrayList<>();
        array.forEach(element -> elements.add(value(element)));
        return elements;
    }

    static String print(Object value) {
        if (value instanceof Instant instant) {
            return "{\"$date\":" + instant.toEpochMilli() + "}";
        }
        if (value instanceof byte[] bytes) {
            return "{\"$binary\":\"" + Base64.getEncoder().encodeToString(bytes) + "\"}";
        }
        if (value instanceof String string) {
            return Json.createValue(string).toString();
        }
        if (value instanceof Collection<?> collection) {
            return "[" + String.join(",", collection.stream().map(Ejson::print).toList()) + "]";
        }
        if (value instanceof Map<?, ?> map) {
            List<String> members = new ArrayList<>();
            map.forEach((name, member) -> members.add(print(String.valueOf(name)) + ":" + print(member)));
            return "{" + String.join(",", members) + "}";
        }
        return String.valueOf(value);
    }
}
