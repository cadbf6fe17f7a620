package io.ddp4ee.transport;

import java.time.Duration;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class SockJsTimesTest {

    @ParameterizedTest
    @CsvSource({
        "PT45S, PT60S, PT5S",
        "PT0S, PT9S, PT1S",
        "PT90S, PT9S, PT1S",
        "PT0.1S, PT9S, PT0.1S",
        "PT0S, PT0S, PT0.1S"
    })
    void round_isAPartOfTheShorter(Duration heartbeat, Duration disconnectDelay, Duration round) {
        assertThat(new SockJsTimes(heartbeat, disconnectDelay).round()).isEqualTo(round);
    }
}
