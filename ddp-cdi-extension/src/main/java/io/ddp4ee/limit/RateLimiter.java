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
        long now = clock.getAsLong();
        Duration longest = Duration.ZERO;
        RateLimit exceeded = null;
        for (Windows windows : limits) {
            Optional<List<String>> key;
            try {
                key = windows.limit().window(call);
            } catch (RuntimeException e) {
                LOG.log(
                        Level.ERROR,
                        "A rate limit cannot say whether it is about " + call.type() + " " + call.name(),
                        e);
                return DdpError.internal();
            }
            Duration wait = key.map(known -> windows.count(known, now)).orElse(Duration.ZERO);
            if (wait.compareTo(longest) > 0) {
                longest = wait;
                exceeded = windows.limit();
            }
        }
        return exceeded == null ? null : error(exceeded, longest);
    }

    private static DdpError error(RateLimit limit, Duration wait) {
        return new DdpError("too-many-requests", limit.message(wait), Map.of("timeToReset", wait.toMillis()));
    }
}
