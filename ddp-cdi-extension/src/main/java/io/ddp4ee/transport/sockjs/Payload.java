package io.ddp4ee.transport.sockjs;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import jakarta.annotation.Nullable;

import io.ddp4ee.ejson.EjsonException;
import io.ddp4ee.ejson.Json;

/**
 * What a request brings.
 *
 * @param messages null if it cannot be read
 * @param mistake null if it can
 */
record Payload(@Nullable List<String> messages, @Nullable String mistake) {

    private static final Payload MISSING = new Payload(null, "Payload expected.");
    private static final Payload BROKEN = new Payload(null, "Broken JSON encoding.");

    /** Stands for itself, as in a form that was not encoded. */
    private static final Pattern STRAY_PERCENT = Pattern.compile("%(?![0-9a-fA-F]{2})");

    private static final Set<String> TEXTS =
            Set.of("", "t", "text/plain", "text/xml", "application/json", "application/xml");

    /** Of {@code xhr_send}. */
    static Payload ofText(@Nullable String contentType, String body) {
        return TEXTS.contains(type(contentType)) ? read(body) : MISSING;
    }

    /** Of {@code jsonp_send}. */
    static Payload ofForm(@Nullable String contentType, String body) {
        return switch (type(contentType)) {
            case "application/x-www-form-urlencoded" -> ofForm(body);
            case "text/plain", "" -> ofString(body);
            default -> MISSING;
        };
    }

    private static String type(@Nullable String contentType) {
        return contentType == null ? "" : contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    private static Payload ofForm(String body) {
        for (String field : body.split("&", -1)) {
            if (field.startsWith("d=")) {
                String encoded = STRAY_PERCENT.matcher(field.substring(2)).replaceAll("%25");
                return read(URLDecoder.decode(encoded, StandardCharsets.UTF_8));
            }
        }
        return MISSING;
    }

    /** Text that is no form may be the array in a string. */
    private static Payload ofString(String body) {
        try {
            return !body.isEmpty() && new Json().parse(body) instanceof String within ? read(within) : read(body);
        } catch (EjsonException e) {
            return BROKEN;
        }
    }

    private static Payload read(String json) {
        if (json.isEmpty()) {
            return MISSING;
        }
        try {
            Object value = new Json().parse(json);
            return value instanceof List<?> list && list.stream().allMatch(String.class::isInstance)
                    ? new Payload(list.stream().map(String.class::cast).toList(), null)
                    : MISSING;
        } catch (EjsonException e) {
            return BROKEN;
        }
    }
}
