package io.ddp4ee.accounts;

import java.io.StringReader;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.annotation.Nullable;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;

import io.ddp4ee.DdpException;

/** Profiles as clients send them, and as they are kept: the text of EJSON. */
final class Profiles {

    private Profiles() {}

    static String text(Object profile) {
        if (profile instanceof Map<?, ?> members) {
            return object(members).build().toString();
        }
        throw new DdpException(400, "Match failed");
    }

    private static JsonObjectBuilder object(Map<?, ?> members) {
        JsonObjectBuilder object = Json.createObjectBuilder();
        members.forEach((name, member) -> object.add((String) name, value(member)));
        return object;
    }

    private static JsonValue value(Object value) {
        if (value == null) {
            return JsonValue.NULL;
        }
        if (value instanceof String text && text.indexOf('\0') < 0) {
            return Json.createValue(text);
        }
        if (value instanceof Boolean truth) {
            return truth ? JsonValue.TRUE : JsonValue.FALSE;
        }
        if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
            return Json.createValue(new BigDecimal(number.toString()));
        }
        if (value instanceof Instant time) {
            return special("$date", Json.createValue(time.toEpochMilli()));
        }
        if (value instanceof byte[] bytes) {
            return special("$binary", Json.createValue(Base64.getEncoder().encodeToString(bytes)));
        }
        if (value instanceof List<?> elements) {
            JsonArrayBuilder array = Json.createArrayBuilder();
            elements.forEach(element -> array.add(value(element)));
            return array.build();
        }
        if (value instanceof Map<?, ?> members) {
            JsonValue object = object(members).build();
            return looksSpecial(members) ? special("$escape", object) : object;
        }
        throw new DdpException(400, "Match failed");
    }

    private static boolean looksSpecial(Map<?, ?> members) {
        return members.keySet().stream().anyMatch(name -> name.toString().startsWith("$"));
    }

    private static JsonValue special(String name, JsonValue value) {
        return Json.createObjectBuilder().add(name, value).build();
    }

    /** The inverse of {@link #text}. */
    static Map<String, Object> read(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return members(reader.readObject());
        }
    }

    private static Map<String, Object> members(JsonObject object) {
        Map<String, Object> members = new LinkedHashMap<>();
        object.forEach((name, member) -> members.put(name, java(member)));
        return members;
    }

    @Nullable
    private static Object java(JsonValue value) {
        return switch (value.getValueType()) {
            case NULL -> null;
            case TRUE -> true;
            case FALSE -> false;
            case STRING -> ((JsonString) value).getString();
            case NUMBER -> number((JsonNumber) value);
            case ARRAY -> {
                List<Object> elements = new ArrayList<>();
                value.asJsonArray().forEach(element -> elements.add(java(element)));
                yield elements;
            }
            case OBJECT -> object(value.asJsonObject());
        };
    }

    private static Object number(JsonNumber number) {
        return number.isIntegral() ? (Object) number.bigIntegerValueExact() : (Object) number.doubleValue();
    }

    private static Object object(JsonObject object) {
        if (object.size() != 1) {
            return members(object);
        }
        Map.Entry<String, JsonValue> only = object.entrySet().iterator().next();
        return switch (only.getKey()) {
            case "$date" -> Instant.ofEpochMilli(((JsonNumber) only.getValue()).longValue());
            case "$binary" -> Base64.getDecoder().decode(((JsonString) only.getValue()).getString());
            case "$escape" -> members(only.getValue().asJsonObject());
            default -> members(object);
        };
    }
}
