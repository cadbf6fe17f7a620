package io.ddp4ee.transport;

import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class RequestingPageTest {

    private static RequestingPage page(String origin, String site, String referrer) {
        Map<String, String> headers = new HashMap<>();
        headers.put("Origin", origin);
        headers.put("Sec-Fetch-Site", site);
        headers.put("Referer", referrer);
        headers.put("Host", "own.example");
        return RequestingPage.of(headers::get);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "none|none|none|true",
                "https://own.example|none|none|true",
                "https://a.example|none|none|false",
                "null|none|none|false",
                "none|same-origin|none|true",
                "none|none|https://own.example/page?a{b|true",
                "none|same-site|none|false",
                "none|cross-site|none|false",
                "none|cross-site|https://own.example/|false",
                "none|none|https://a.example/|false",
                "none|none|nonsense|false",
                "https://own.example|same-origin|https://own.example/shop/sockjs/iframe.html|false",
                "none|none|https://own.example/sockjs/iframe-1.6.1.html#x|false",
                "none|none|https://own.example/sockjs/iframes|true"
            })
    void user_countsForTheServersOwnPages_butNotForTheHiddenFrame(
            String origin, String site, String referrer, boolean same) {
        assertThat(page(origin, site, referrer).isOfSameOrigin()).isEqualTo(same);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "*|https://b.example|cross-site|none|true",
                "*|none|cross-site|https://b.example/|true",
                "*|none|cross-site|none|true",
                "https://a.example,same|https://b.example|cross-site|https://a.example/|false",
                "https://a.example,same|none|cross-site|https://b.example/page|false",
                "https://a.example,same|none|none|https://b.example/page|false",
                "https://a.example,same|none|none|nonsense|false",
                "https://a.example,same|none|cross-site|none|false",
                "https://a.example,same|none|same-site|none|false",
                "https://a.example,same||cross-site|none|false",
                "https://a.example,same|none|cross-site|https://a.example/page?x|true",
                "https://a.example,same|none|same-origin|https://own.example/page|true",
                "https://a.example,same|none|same-origin|none|true",
                "https://a.example,same|none|none|none|true"
            })
    void scriptsAndFrames_areAllowedByWhatTheBrowserTells(
            String setting, String origin, String site, String referrer, boolean allowed) {
        assertThat(page(origin, site, referrer).isAllowedBy(Origins.of(setting)))
                .isEqualTo(allowed);
    }
}
