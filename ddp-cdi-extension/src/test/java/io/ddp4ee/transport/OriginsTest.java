package io.ddp4ee.transport;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class OriginsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "*|https://a.example|b.example|true",
                "*|null|b.example|true",
                "https://a.example|https://a.example|b.example|true",
                "https://a.example/ , https://c.example:81|HTTPS://A.example|b.example|true",
                "https://a.example, https://c.example:81|https://c.example:81|b.example|true",
                "https://a.example, https://c.example:81|https://c.example|b.example|false",
                "https://a.example|http://a.example|b.example|false",
                "https://a.example|https://b.example|b.example|false",
                "https://a.example|null|b.example|false",
                "https://a.example|none|b.example|true",
                "same|https://b.example|B.example|true",
                "same|https://b.example|b.example:81|false",
                "same|https://a.example|b.example|false",
                "same|null|b.example|false",
                "same|not an origin|b.example|false",
                "same|https://a.example|none|false",
                "https://a.example,same|https://b.example|b.example|true"
            })
    void origin_isAllowedOrNot(String setting, String origin, String host, boolean allowed) {
        assertThat(Origins.of(setting).allow(origin, host)).isEqualTo(allowed);
    }

    /** What is in a frame acts as the server's own page: where any page may connect, not any may have one. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "*|'self'",
                "same|'self'",
                "*, https://a.example|'self' https://a.example",
                "https://b.example:81, same, https://A.example/|'self' https://a.example https://b.example:81",
                "https://a.example|https://a.example",
                "https://[::1]:80|https://[::1]:80",
                "null|'none'",
                "https://a.example; script-src *|'none'"
            })
    void framing_isForThoseThatAreNamed(String setting, String framing) {
        assertThat(Origins.of(setting).framing()).isEqualTo(framing);
    }
}
