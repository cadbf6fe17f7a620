package io.ddp4ee.accounts;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;

import io.ddp4ee.DdpException;

/** The text of what a client has sent as a profile: EJSON. */
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
        if (value instanceof Number number) {
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
}
