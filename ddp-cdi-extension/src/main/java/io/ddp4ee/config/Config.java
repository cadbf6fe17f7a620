package io.ddp4ee.config;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.annotation.Nullable;

import io.ddp4ee.PublicationStrategy;
import io.ddp4ee.problem.Problems;

/** The settings: from MicroProfile Config where the server has it, else from system properties and the environment. */
public final class Config {

    private final Function<String, Optional<String>> source;

    Config(Function<String, Optional<String>> source) {
        this.source = source;
    }

    /** Of the application whose class loader is the thread's. */
    public static Config ofApplication() {
        try {
            return new Config(MicroProfileConfig.source());
        } catch (NoClassDefFoundError | IllegalStateException e) {
            // Not there, or only its API.
            return new Config(Config::fromJvm);
        }
    }

    private static Optional<String> fromJvm(String key) {
        String property = System.getProperty(key);
        if (property != null) {
            return Optional.of(property);
        }
        String variable = key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
        return Optional.ofNullable(System.getenv(variable));
    }

    public String get(ConfigKey key) {
        return source.apply(key.key()).map(String::strip).orElse(key.defaultValue());
    }

    /** Null where the setting is empty. */
    @Nullable
    public String getOrNull(ConfigKey key) {
        String value = get(key);
        return value.isEmpty() ? null : value;
    }

    public int getInt(ConfigKey key) {
        long value = getLong(key);
        if (value > Integer.MAX_VALUE) {
            throw wrong(key, "a number up to " + Integer.MAX_VALUE);
        }
        return (int) value;
    }

    /** A number that may be 0. */
    public int getCount(ConfigKey key) {
        return (int) Math.min(Integer.MAX_VALUE, getLong(key, 0));
    }

    public long getLong(ConfigKey key) {
        return getLong(key, 1);
    }

    private long getLong(ConfigKey key, long least) {
        try {
            long value = Long.parseLong(get(key));
            if (value < least) {
                throw wrong(key, "a number from " + least);
            }
            return value;
        } catch (NumberFormatException e) {
            throw wrong(key, "a number");
        }
    }

    public Duration getDuration(ConfigKey key) {
        try {
            Duration duration = Duration.parse(get(key));
            if (duration.isNegative()) {
                throw wrong(key, "no less than PT0S");
            }
            return duration;
        } catch (DateTimeParseException e) {
            throw wrong(key, "a duration as in PT10S");
        }
    }

    public boolean getBoolean(ConfigKey key) {
        return getOneOf(key, "true", "false").equals("true");
    }

    /** Where the endpoints are. */
    public String getPath(ConfigKey key) {
        String path = get(key);
        if (!path.isEmpty() && (!path.startsWith("/") || path.endsWith("/"))) {
            throw wrong(key, "empty, or a path as in /live, with a slash in front and none at the end");
        }
        return path;
    }

    public PublicationStrategy getStrategy(ConfigKey key) {
        String[] names = Arrays.stream(PublicationStrategy.values())
                .map(PublicationStrategy::name)
                .toArray(String[]::new);
        return PublicationStrategy.valueOf(getOneOf(key, names));
    }

    /** One of several words. */
    String getOneOf(ConfigKey key, String... words) {
        String value = get(key);
        if (!List.of(words).contains(value)) {
            throw wrong(key, String.join(" or ", words));
        }
        return value;
    }

    /** Whether what goes on in the server can be seen by anybody. */
    public boolean isInspected() {
        return getOrNull(ConfigKey.INSPECTION_ROLE) != null || getBoolean(ConfigKey.DEVELOPMENT);
    }

    /** The roles that settings name. */
    public Set<String> roles() {
        return Stream.of(ConfigKey.SCHEMA_ROLE, ConfigKey.LOGS_ROLE, ConfigKey.INSPECTION_ROLE)
                .map(this::get)
                .filter(role -> !role.isEmpty())
                .collect(Collectors.toSet());
    }

    /** Finds all settings that are wrong. */
    public void check(Problems problems) {
        for (ConfigKey key : ConfigKey.values()) {
            try {
                key.kind().read(this, key);
            } catch (IllegalArgumentException e) {
                problems.add(e.getMessage() + ".");
            }
        }
    }

    private IllegalArgumentException wrong(ConfigKey key, String wanted) {
        return new IllegalArgumentException(key.key() + " is \"" + get(key) + "\", and has to be " + wanted);
    }
}
