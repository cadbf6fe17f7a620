package io.ddp4ee.accounts.settings;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;

/** The settings: from MicroProfile Config where the server has it, else from system properties and the environment. */
@ApplicationScoped
public class Settings {

    private final Function<String, Optional<String>> source;

    Settings() {
        this(source());
    }

    Settings(Function<String, Optional<String>> source) {
        this.source = source;
    }

    private static Function<String, Optional<String>> source() {
        try {
            return MicroProfileConfig.source();
        } catch (NoClassDefFoundError | IllegalStateException e) {
            // Not there, or only its API.
            return Settings::fromJvm;
        }
    }

    private static Optional<String> fromJvm(String key) {
        String variable = key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
        return Optional.ofNullable(System.getProperty(key)).or(() -> Optional.ofNullable(System.getenv(variable)));
    }

    public String text(Setting setting) {
        return text(setting.key()).orElse(setting.defaultValue());
    }

    /** What somebody else has named; empty if it is not there. */
    public Optional<String> text(String key) {
        return source.apply(key).map(String::strip).filter(text -> !text.isEmpty());
    }

    public boolean isOn(Setting setting) {
        return switch (text(setting)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw wrong(setting, "let it be true or false", null);
        };
    }

    public int number(Setting setting) {
        try {
            return Integer.parseUnsignedInt(text(setting));
        } catch (NumberFormatException e) {
            throw wrong(setting, "let it be a number", e);
        }
    }

    public Duration duration(Setting setting) {
        try {
            return Duration.parse(text(setting));
        } catch (DateTimeException e) {
            throw wrong(setting, "write a duration as in P90D or PT10M", e);
        }
    }

    private IllegalStateException wrong(Setting setting, String remedy, Exception cause) {
        return new IllegalStateException(setting.key() + " is \"" + text(setting) + "\": " + remedy + ".", cause);
    }
}
