package io.ddp4ee.limit;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.ddp4ee.RateLimit;

/** Limits as they are configured: {@code methods login, createUser: 5 per PT10S per address; subscriptions: 100 per PT1S}. */
public final class RateLimitText {

    private static final String FORM = "write [methods|subscriptions [names]:] CALLS per DURATION"
            + " [per connection|user|address], and a semicolon between two limits";

    private static final Pattern LIMIT = Pattern.compile("(?:(?<type>methods|subscriptions)(?<names>\\s[^:]*)?:)?"
            + "\\s*(?<calls>\\d{1,9})\\s+per\\s+(?<interval>PT\\S+)(?<by>(?:\\s+per\\s+(?:connection|user|address))*)");

    private RateLimitText() {}

    /** @throws IllegalArgumentException if that is no list of limits; the message says which is none, and what to write */
    public static List<RateLimit> parse(String text) {
        List<RateLimit> limits = new ArrayList<>();
        for (String part : text.split(";", -1)) {
            if (!part.isBlank()) {
                limits.add(limit(part.strip()));
            }
        }
        return limits;
    }

    private static RateLimit limit(String text) {
        Matcher matcher = LIMIT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("\"" + text + "\" is no rate limit: " + FORM);
        }
        RateLimit limit = ofType(
                RateLimit.of(Integer.parseInt(matcher.group("calls")), interval(text, matcher.group("interval"))),
                matcher.group("type"),
                names(matcher.group("names")));
        for (String by : matcher.group("by").strip().split("\\s*per\\s+", -1)) {
            limit = switch (by) {
                case "connection" -> limit.perConnection();
                case "user" -> limit.perUser();
                case "address" -> limit.perAddress();
                default -> limit;
            };
        }
        return limit;
    }

    private static Duration interval(String text, String interval) {
        try {
            return Duration.parse(interval);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("\"" + text + "\" is no rate limit: " + interval + " is no duration", e);
        }
    }

    private static String[] names(String names) {
        return names == null || names.isBlank() ? new String[0] : names.strip().split("\\s*,\\s*", -1);
    }

    private static RateLimit ofType(RateLimit limit, String type, String... names) {
        if (type == null) {
            return limit;
        }
        return type.equals("methods") ? limit.methods(names) : limit.subscriptions(names);
    }
}
