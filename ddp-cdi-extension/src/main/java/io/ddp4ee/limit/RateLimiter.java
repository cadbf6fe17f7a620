package io.ddp4ee.limit;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

import jakarta.annotation.Nullable;

import io.ddp4ee.RateLimit;
import io.ddp4ee.RateLimit.Call;
import io.ddp4ee.message.DdpError;

/** Counts calls and subscriptions by all limits. From any thread. */
public final class RateLimiter {

    private static final Logger LOG = System.getLogger(RateLimiter.class.getName());

    private final List<Windows> limits;
    private final LongSupplier clock;

    /** @param clock in nanoseconds */
    public RateLimiter(List<RateLimit> limits, LongSupplier clock) {
        this.limits = limits.stream().map(Windows::new).toList();
        this.clock = clock;
    }

    /**
     * Counts a call, by every limit that is about it, also if one of them refuses it.
     *
     * @return why it is refused: the limit that has to be waited for longest; null if it is not
     */
    @Nullable
    public DdpError check(Call call) {
        try {
            return count(call);
        } catch (Throwable e) {
            // A predicate's or a text's. Also an error: the client is answered whatever happens.
            LOG.log(Level.ERROR, "No rate limit can be told for " + call.type() + " " + call.name(), e);
            return DdpError.internal();
        }
    }

    @Nullable
    private DdpError count(Call call) {
        long now = clock.getAsLong();
        Duration longest = Duration.ZERO;
        RateLimit exceeded = null;
        for (Windows windows : limits) {
            Optional<List<String>> key = windows.limit().window(call);
            Duration wait = key.map(known -> windows.count(known, now)).orElse(Duration.ZERO);
            if (wait.compareTo(longest) > 0) {
                longest = wait;
                exceeded = windows.limit();
            }
        }
        return exceeded == null ? null : error(exceeded, longest);
    }

    private static DdpError error(RateLimit limit, Duration rest) {
        // Whole milliseconds, as Meteor counts, and none too few: whoever waits so long is not refused for it again.
        Duration wait = Duration.ofMillis(rest.plusNanos(999_999).toMillis());
        return new DdpError("too-many-requests", limit.message(wait), Map.of("timeToReset", wait.toMillis()));
    }
}
