package io.ddp4ee.limit;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import io.ddp4ee.RateLimit;
import io.ddp4ee.RateLimit.Call;
import io.ddp4ee.message.DdpError;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class RateLimiterTest {

    private static final Duration INTERVAL = Duration.ofSeconds(10);
    private static final String USER = "user";

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);

    private RateLimiter limiter(RateLimit... limits) {
        return new RateLimiter(List.of(limits), now::get);
    }

    private static Call method(String name) {
        return method(name, USER, "address", "connection");
    }

    private static Call method(String name, String user, String address, String connection) {
        return new Call(Call.METHOD, name, user, address, connection);
    }

    private static Call subscription(String name) {
        return new Call(Call.SUBSCRIPTION, name, USER, "address", "connection");
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    private static void assertRoom(RateLimiter limiter, int calls, Call call) {
        for (int i = 0; i < calls; i++) {
            assertThat(limiter.check(call)).as("call %d of %s", i, call).isNull();
        }
        assertThat(limiter.check(call)).as("one call more of %s", call).isNotNull();
    }

    @Test
    void oneCallMore_isRefusedWithMeteorsError() {
        RateLimiter limiter = limiter(RateLimit.of(2, INTERVAL).methods("login"));
        assertThat(limiter.check(method("login"))).isNull();
        pass(Duration.ofMillis(6468));
        assertThat(limiter.check(method("login"))).isNull();
        assertThat(limiter.check(method("login")))
                .isEqualTo(new DdpError(
                        "too-many-requests",
                        "Error, too many requests. Please slow down. You must wait 4 seconds before trying again.",
                        Map.of("timeToReset", 3532L)));
    }

    @Test
    void window_endsAfterItsInterval_alsoForThoseWhoWentOnCalling() {
        RateLimiter limiter = limiter(RateLimit.of(1, INTERVAL).methods("login"));
        assertRoom(limiter, 1, method("login"));
        pass(INTERVAL.minusNanos(1));
        assertThat(limiter.check(method("login"))).isNotNull();
        pass(Duration.ofNanos(1));
        assertRoom(limiter, 1, method("login"));
    }

    @Test
    void windowsOfTwoKeys_beginApart() {
        RateLimiter limiter = limiter(RateLimit.of(1, INTERVAL).methods("a", "b"));
        assertRoom(limiter, 1, method("a"));
        pass(INTERVAL.dividedBy(2));
        assertRoom(limiter, 1, method("b"));
        pass(INTERVAL.dividedBy(2));
        assertRoom(limiter, 1, method("a"));
        assertThat(limiter.check(method("b"))).isNotNull();
    }

    @Test
    void whatALimitIsNotAbout_isNotCounted() {
        RateLimiter limiter = limiter(RateLimit.of(1, INTERVAL).methods(name -> name.startsWith("l")));
        for (int i = 0; i < 3; i++) {
            assertThat(limiter.check(method("other"))).isNull();
            assertThat(limiter.check(subscription("login"))).isNull();
        }
        assertRoom(limiter, 1, method("login"));
        assertRoom(limiter, 1, method("logout"));
    }

    @Test
    void noNames_allMethodsCountTogether() {
        RateLimiter limiter = limiter(RateLimit.of(2, INTERVAL).methods());
        assertThat(limiter.check(method("a"))).isNull();
        assertThat(limiter.check(method("b"))).isNull();
        assertThat(limiter.check(method("c"))).isNotNull();
        assertThat(limiter.check(subscription("a"))).isNull();
    }

    @Test
    void subscriptions_areCountedByName() {
        RateLimiter limiter = limiter(
                RateLimit.of(1, INTERVAL).subscriptions("a"),
                RateLimit.of(2, INTERVAL).subscriptions("b"::equals));
        assertRoom(limiter, 1, subscription("a"));
        assertRoom(limiter, 2, subscription("b"));
        assertThat(limiter.check(method("a"))).isNull();
    }

    @Test
    void limitOfEverything_countsAllTogether() {
        RateLimiter limiter = limiter(RateLimit.of(2, INTERVAL));
        assertThat(limiter.check(method("a"))).isNull();
        assertThat(limiter.check(subscription("b"))).isNull();
        assertThat(limiter.check(method("c"))).isNotNull();
    }

    @Test
    void perConnectionUserOrAddress_countsEachForItself() {
        RateLimiter connections = limiter(RateLimit.of(1, INTERVAL).perConnection());
        assertRoom(connections, 1, method("m", USER, "address", "1"));
        assertRoom(connections, 1, method("m", USER, "address", "2"));
        RateLimiter users = limiter(RateLimit.of(1, INTERVAL).perUser());
        assertRoom(users, 1, method("m", "one", "address", "1"));
        assertRoom(users, 1, method("m", "other", "address", "1"));
        RateLimiter addresses = limiter(RateLimit.of(1, INTERVAL).perAddress());
        assertRoom(addresses, 1, method("m", "one", "here", "1"));
        assertRoom(addresses, 1, method("m", "one", "there", "1"));
    }

    @Test
    void nobody_isCountedByAddress() {
        RateLimiter limiter = limiter(RateLimit.of(1, INTERVAL).perUser());
        assertRoom(limiter, 1, method("m", null, "here", "1"));
        assertRoom(limiter, 1, method("m", null, "there", "2"));
        assertThat(limiter.check(method("m", null, "here", "3"))).isNotNull();
    }

    @Test
    void usersAndAddressesThatDoNotMatch_areFree() {
        RateLimiter limiter = limiter(
                RateLimit.of(1, INTERVAL).perUser(user -> user == null),
                RateLimit.of(2, INTERVAL).perAddress(address -> !address.equals("trusted")));
        for (int i = 0; i < 5; i++) {
            assertThat(limiter.check(method("m", USER, "trusted", "1"))).isNull();
        }
        assertRoom(limiter, 1, method("m", null, "here", "1"));
        assertRoom(limiter, 2, method("m", USER, "elsewhere", "1"));
    }

    @Test
    void ofSeveralLimits_theOneToWaitLongestForAnswers() {
        RateLimiter limiter = limiter(
                RateLimit.of(1, INTERVAL).message(wait -> "short"),
                RateLimit.of(1, INTERVAL.multipliedBy(2)).message(wait -> "long " + wait.toSeconds()));
        limiter.check(method("m"));
        assertThat(limiter.check(method("m")))
                .isEqualTo(new DdpError("too-many-requests", "long 20", Map.of("timeToReset", 20_000L)));
    }

    @Test
    void refusedCall_isCountedByAllLimits() {
        RateLimiter limiter = limiter(RateLimit.of(1, INTERVAL.dividedBy(2)), RateLimit.of(2, INTERVAL));
        limiter.check(method("m"));
        limiter.check(method("m"));
        pass(INTERVAL.dividedBy(2));
        assertThat(limiter.check(method("m"))).extracting(DdpError::details).isEqualTo(Map.of("timeToReset", 5000L));
    }

    @Test
    void predicateThatFails_refusesTheCall() {
        RateLimiter limiter = limiter(RateLimit.of(1, INTERVAL).methods(name -> {
            throw new IllegalStateException("on purpose");
        }));
        assertThat(limiter.check(method("m"))).isEqualTo(DdpError.internal());
    }

    @Test
    void errorInAPredicate_refusesTheCall() {
        RateLimiter limiter = limiter(RateLimit.of(1, INTERVAL).perAddress(address -> {
            throw new StackOverflowError();
        }));
        assertThat(limiter.check(method("m"))).isEqualTo(DdpError.internal());
    }

    @Test
    void textThatFails_refusesTheCall() {
        RateLimiter limiter = limiter(RateLimit.of(1, INTERVAL).message(wait -> {
            throw new IllegalStateException("on purpose");
        }));
        assertThat(limiter.check(method("m"))).isNull();
        assertThat(limiter.check(method("m"))).isEqualTo(DdpError.internal());
    }

    @Test
    void longestInterval_isCounted() {
        Duration longest = Duration.ofNanos(Long.MAX_VALUE);
        assertRoom(limiter(RateLimit.of(1, longest)), 1, method("m"));
    }

    @Test
    void lastMillisecond_isWaitedFor() {
        RateLimiter limiter = limiter(RateLimit.of(1, INTERVAL));
        limiter.check(method("m"));
        pass(INTERVAL.minusNanos(1));
        assertThat(limiter.check(method("m")))
                .isEqualTo(new DdpError(
                        "too-many-requests",
                        "Error, too many requests. Please slow down. You must wait 1 seconds before trying again.",
                        Map.of("timeToReset", 1L)));
    }

    @Test
    void connectionsThatDoNotMatch_areFree() {
        RateLimiter limiter = limiter(RateLimit.of(1, INTERVAL).perConnection(id -> !id.equals("trusted")));
        for (int i = 0; i < 5; i++) {
            assertThat(limiter.check(method("m", USER, "here", "trusted"))).isNull();
        }
        assertRoom(limiter, 1, method("m", USER, "here", "1"));
        assertRoom(limiter, 1, method("m", USER, "here", "2"));
    }

    @Test
    void everNewAddresses_fillNoMemory() {
        Windows windows = new Windows(RateLimit.of(1, INTERVAL).perAddress());
        for (int i = 0; i < 100_100; i++) {
            windows.count(List.of("address " + i), 0);
        }
        assertThat(windows.size()).isBetween(100_000, 100_001);
        assertThat(windows.count(List.of("address 100099"), 0)).isPositive();
        windows.count(List.of("later"), INTERVAL.toNanos());
        assertThat(windows.size()).isOne();
    }

    @Test
    void limitOfNothing_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> RateLimit.of(0, INTERVAL));
        assertThatIllegalArgumentException().isThrownBy(() -> RateLimit.of(1, Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> RateLimit.of(1, INTERVAL.negated()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RateLimit.of(1, ChronoUnit.FOREVER.getDuration()))
                .withMessageContaining("no longer than 292 years");
    }
}
