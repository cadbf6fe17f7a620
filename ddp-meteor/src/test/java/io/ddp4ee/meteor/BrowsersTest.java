package io.ddp4ee.meteor;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class BrowsersTest {

    private static final String WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko) ";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "true  | (X11; Linux x86_64) " + WEBKIT + "Chrome/130.0.0.0 Safari/537.36",
                "true  | (X11; Linux x86_64) " + WEBKIT + "HeadlessChrome/130.0.0.0 Safari/537.36",
                "true  | (Windows NT 10.0) " + WEBKIT + "Chrome/130.0.0.0 Safari/537.36 Edg/130.0.0.0",
                "true  | (Windows NT 10.0) " + WEBKIT + "Chrome/64.0 Safari/537.36 Edge/17.17134",
                "false | (Windows NT 10.0) " + WEBKIT + "Chrome/52.0 Safari/537.36 Edge/15.15063",
                "false | (X11; Linux x86_64) " + WEBKIT + "Chrome/60.0.1 Safari/537.36",
                "true  | (X11; Linux x86_64) " + WEBKIT + "Chrome/99999999999.0 Safari/537.36",
                "true  | (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0",
                "false | (X11; Linux x86_64; rv:52.0) Gecko/20100101 Firefox/52.0",
                "true  | (Macintosh; Intel Mac OS X 10_15) AppleWebKit/605.1.15 Version/17.4 Safari/605.1.15",
                "false | (Macintosh; Intel Mac OS X 10_11) AppleWebKit/601.1 Version/9.1 Safari/601.1",
                "true  | (iPhone; CPU iPhone OS 17_4 like Mac OS X) Version/17.4 Mobile/15E148 Safari/604.1",
                "false | (iPhone; CPU iPhone OS 10_3 like Mac OS X) CriOS/70.0 Mobile/14E5239e Safari/602.1",
                "true  | (compatible; Googlebot/2.1) Chrome/130.0.1 Safari/537.36",
                "false | (Windows NT 10.0; Trident/7.0; rv:11.0) like Gecko"
            })
    void version_decides(boolean isModern, String rest) {
        assertThat(Browsers.isModern("Mozilla/5.0 " + rest)).isEqualTo(isModern);
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {"curl/8.5.0", "Chrome/", "Firefox"})
    void whoeverIsNotKnown_isNotModern(String userAgent) {
        assertThat(Browsers.isModern(userAgent)).isFalse();
    }
}
