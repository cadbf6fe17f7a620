package io.ddp4ee;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

import jakarta.annotation.Nullable;

/**
 * How often methods may be called and publications subscribed to. An immutable value, which a CDI bean produces, alone or in
 * a list; every limit that is produced counts. A call beyond one is answered by the error {@code too-many-requests}, whose
 * details say in how many milliseconds to try again, and is not run.
 *
 * <pre>{@code
 * @Produces
 * static final RateLimit LOGINS =
 *     RateLimit.of(5, Duration.ofSeconds(10)).methods("login", "createUser").perAddress();
 * }</pre>
 *
 * <p>What a limit names, it counts apart, as Meteor's rules do: one of two methods by name has a window for each. A window
 * begins with its first call and ends after the interval. Windows are kept in the memory of each server.
 *
 * <p>Predicates may be called from any thread, and must not wait. One that fails refuses the call.
 *
 * @see <a href="https://docs.meteor.com/api/ddp-rate-limiter">Meteor's DDPRateLimiter</a>
 */
public final class RateLimit {

    /**
     * What a limit is asked about.
     *
     * <pre>{@code
     * new RateLimit.Call(RateLimit.Call.METHOD, "login", null, "192.0.2.1", session.id())
     * }</pre>
     *
     * @param type {@link #METHOD} or {@link #SUBSCRIPTION}
     * @param name of the method or publication
     * @param userId null if nobody is logged in
     * @param connectionId the session's id
     */
    public record Call(String type, String name, @Nullable String userId, String clientAddress, String connectionId) {
        /** The call of a method. */
        public static final String METHOD = "method";

        /** A subscription to a publication. */
        public static final String SUBSCRIPTION = "subscription";
    }

    /** What can be counted in nanoseconds. */
    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

    /** In the order in which they make a window's key. */
    @SuppressWarnings("ImmutableEnumChecker") // The functions have no state.
    private enum Part {
        TYPE(Call::type),
        NAME(Call::name),
        // Those who are nobody are told apart by where they are, or one of them could keep out all others.
        USER(call -> call.userId() == null ? "nobody at " + call.clientAddress() : call.userId()),
        ADDRESS(Call::clientAddress),
        CONNECTION(Call::connectionId);

        private final Function<Call, String> value;

        Part(Function<Call, String> value) {
            this.value = value;
        }
    }

    private final int calls;
    private final Duration interval;
    private final Map<Part, Predicate<Call>> parts;
    private final Function<Duration, String> message;

    private RateLimit(
            int calls, Duration interval, Map<Part, Predicate<Call>> parts, Function<Duration, String> message) {
        this.calls = calls;
        this.interval = interval;
        this.parts = parts;
        this.message = message;
    }

    /**
     * A limit of all calls and subscriptions together, until it is told of which.
     *
     * @param calls how many there may be in an interval; at least 1
     * @param interval up to 292 years
     * @throws IllegalArgumentException if there may be none, or the interval is not positive or too long
     */
    public static RateLimit of(int calls, Duration interval) {
        if (calls < 1 || interval.isZero() || interval.isNegative()) {
            throw new IllegalArgumentException(
                    "A rate limit of " + calls + " calls in " + interval + ": let both be positive");
        }
        if (interval.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("A rate limit of " + calls + " calls in " + interval
                    + ": let the interval be no longer than 292 years, which are " + LONGEST);
        }
        return new RateLimit(calls, interval, new EnumMap<>(Part.class), RateLimit::standardMessage);
    }

    private static String standardMessage(Duration wait) {
        long seconds = wait.plusNanos(999_999_999).toSeconds();
        return "Error, too many requests. Please slow down. You must wait " + seconds + " seconds before trying again.";
    }

    private RateLimit with(Part part, Predicate<Call> predicate) {
        Map<Part, Predicate<Call>> more = new EnumMap<>(parts);
        more.put(part, predicate);
        return new RateLimit(calls, interval, more, message);
    }

    /** Of methods only: those of these names, or all together if there are none. */
    public RateLimit methods(String... names) {
        return ofType(Call.METHOD, names);
    }

    /** Of methods only: those whose names match. */
    public RateLimit methods(Predicate<String> names) {
        return ofType(Call.METHOD).with(Part.NAME, call -> names.test(call.name()));
    }

    /** Of subscriptions only: those to publications of these names, or all together if there are none. */
    public RateLimit subscriptions(String... names) {
        return ofType(Call.SUBSCRIPTION, names);
    }

    /** Of subscriptions only: those to publications whose names match. */
    public RateLimit subscriptions(Predicate<String> names) {
        return ofType(Call.SUBSCRIPTION).with(Part.NAME, call -> names.test(call.name()));
    }

    private RateLimit ofType(String type, String... names) {
        RateLimit typed = with(Part.TYPE, call -> call.type().equals(type));
        Set<String> wanted = Set.copyOf(List.of(names));
        return wanted.isEmpty() ? typed : typed.with(Part.NAME, call -> wanted.contains(call.name()));
    }

    /** Counts each session for itself; a client that connects again begins anew. */
    public RateLimit perConnection() {
        return with(Part.CONNECTION, call -> true);
    }

    /** Counts the sessions whose ids match, each for itself. */
    public RateLimit perConnection(Predicate<String> ids) {
        return with(Part.CONNECTION, call -> ids.test(call.connectionId()));
    }

    /** Counts each user's sessions together, and those of nobody by their addresses. */
    public RateLimit perUser() {
        return with(Part.USER, call -> true);
    }

    /**
     * Counts the users that match, each for himself.
     *
     * @param users given null where nobody is logged in
     */
    public RateLimit perUser(Predicate<String> users) {
        return with(Part.USER, call -> users.test(call.userId()));
    }

    /** Counts all sessions from one address together. */
    public RateLimit perAddress() {
        return with(Part.ADDRESS, call -> true);
    }

    /** Counts the addresses that match, each for itself. */
    public RateLimit perAddress(Predicate<String> addresses) {
        return with(Part.ADDRESS, call -> addresses.test(call.clientAddress()));
    }

    /**
     * With another reason in the error.
     *
     * @param text made of how long to wait
     */
    public RateLimit message(Function<Duration, String> text) {
        return new RateLimit(calls, interval, parts, Objects.requireNonNull(text));
    }

    /** How many calls a window has room for. */
    public int calls() {
        return calls;
    }

    /** How long a window lasts. */
    public Duration interval() {
        return interval;
    }

    /** The error's reason for whoever has to wait so long. */
    public String message(Duration wait) {
        return message.apply(wait);
    }

    /** What names the window that a call counts in; empty if the limit is about other calls. */
    public Optional<List<String>> window(Call call) {
        List<String> key = new ArrayList<>(parts.size());
        for (Map.Entry<Part, Predicate<Call>> part : parts.entrySet()) {
            if (!part.getValue().test(call)) {
                return Optional.empty();
            }
            key.add(part.getKey().value.apply(call));
        }
        return Optional.of(key);
    }
}
