package io.ddp4ee.meteor;

import java.io.StringReader;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;

/**
 * The settings of one servlet. Its init parameters go before what all have in common, which is MicroProfile Config's where
 * the server has it, else the system properties' and the environment's.
 */
final class Settings {

    private final String servlet;
    private final Map<String, String> own;
    private final Function<String, Optional<String>> common;

    Settings(String servlet, Map<String, String> own, Function<String, Optional<String>> common) {
        this.servlet = servlet;
        this.own = Map.copyOf(own);
        this.common = common;
    }

    /** Of the application whose class loader is the thread's. */
    static Function<String, Optional<String>> ofApplication() {
        try {
            return MicroProfileSource.ofApplication();
        } catch (NoClassDefFoundError | IllegalStateException e) {
            // Not there, or only its API.
            return Settings::fromJvm;
        }
    }

    private static Optional<String> fromJvm(String key) {
        String property = System.getProperty(key);
        String variable = key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
        return Optional.ofNullable(property != null ? property : System.getenv(variable));
    }

    String servlet() {
        return servlet;
    }

    Optional<String> get(Setting setting) {
        return own(setting).or(() -> common(setting));
    }

    private Optional<String> own(Setting setting) {
        return filled(Optional.ofNullable(own.get(setting.parameter())));
    }

    private Optional<String> common(Setting setting) {
        return filled(common.apply(setting.key()));
    }

    private static Optional<String> filled(Optional<String> value) {
        return value.map(String::strip).filter(text -> !text.isEmpty());
    }

    /** As Meteor reads its environment: anything but nothing, 0 and false. */
    boolean isSet(Setting setting, boolean otherwise) {
        return get(setting)
                .map(value -> !value.equals("0") && !value.equalsIgnoreCase("false"))
                .orElse(otherwise);
    }

    /** What all have in common, with what is the servlet's own laid over it. */
    JsonObject json(Setting setting) {
        JsonValue common = object(setting, common(setting), setting.key());
        JsonValue own = object(setting, own(setting), "init parameter " + setting.parameter());
        return Json.createMergePatch(own).apply(common).asJsonObject();
    }

    private JsonObject object(Setting setting, Optional<String> text, String name) {
        if (text.isEmpty()) {
            return JsonValue.EMPTY_JSON_OBJECT;
        }
        try (JsonReader reader = Json.createReader(new StringReader(text.get()))) {
            return reader.readObject();
        } catch (JsonException e) {
            throw new IllegalArgumentException(
                    "Servlet " + servlet + ": " + name + " has to be a JSON object, as in "
                            + (setting == Setting.METEOR_SETTINGS ? "{\"public\":{\"color\":\"blue\"}}" : "{}"),
                    e);
        }
    }
}
