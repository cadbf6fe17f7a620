package io.ddp4ee.limit;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.ddp4ee.RateLimit;
import io.ddp4ee.RateLimit.Call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class RateLimitTextTest {

    private static final Call LOGIN = new Call(Call.METHOD, "login", "user", "address", "connection");
    private static final Call SUBSCRIPTION = new Call(Call.SUBSCRIPTION, "books", "user", "address", "connection");

    private static RateLimit only(String text) {
        List<RateLimit> limits = RateLimitText.parse(text);
        assertThat(limits).hasSize(1);
        return limits.get(0);
    }

    @Test
    void methodsByName() {
        RateLimit limit = only("methods login, createUser: 5 per PT10S per address");
        assertThat(limit.calls()).isEqualTo(5);
        assertThat(limit.interval()).isEqualTo(Duration.ofSeconds(10));
        assertThat(limit.window(LOGIN)).isEqualTo(Optional.of(List.of("method", "login", "address")));
        assertThat(limit.window(new Call(Call.METHOD, "other", null, "", ""))).isEmpty();
        assertThat(limit.window(SUBSCRIPTION)).isEmpty();
    }

    @Test
    void allSubscriptions_byUserAndConnection() {
        RateLimit limit = only(" subscriptions: 100 per PT1M per user per connection ");
        assertThat(limit.window(SUBSCRIPTION)).isEqualTo(Optional.of(List.of("subscription", "user", "connection")));
        assertThat(limit.window(LOGIN)).isEmpty();
    }

    @Test
    void everything() {
        assertThat(only("7 per PT0.5S").window(LOGIN)).isEqualTo(Optional.of(List.of()));
    }

    @Test
    void several_andNone() {
        assertThat(RateLimitText.parse("methods: 1 per PT1S; 2 per PT2S;")).hasSize(2);
        assertThat(RateLimitText.parse(" ")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5",
                "5 per second",
                "methods 5 per PT1S",
                "method login: 5 per PT1S",
                "5 per PT1S per planet",
                "5 per PTX",
                "0 per PT1S",
                "99999999999 per PT1S",
                "5 per PT0S"
            })
    void whatIsNone_isRefusedWithWhatToWrite(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RateLimitText.parse(text))
                .withMessageContaining("rate limit");
    }
}
