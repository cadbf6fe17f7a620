package io.ddp4ee.transport.sockjs;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class PayloadTest {

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String MISSING = "Payload expected.";
    private static final String BROKEN = "Broken JSON encoding.";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "text/plain;charset=UTF-8",
                "TEXT/PLAIN",
                "T",
                "",
                "text/xml",
                "application/json",
                "application/xml"
            })
    void text_isReadWhateverItIsCalled(String type) {
        assertThat(Payload.ofText(type, "[\"a\",\"é\"]").messages()).isEqualTo(List.of("a", "é"));
    }

    @Test
    void text_needsNoType() {
        assertThat(Payload.ofText(null, "[]").messages()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "text/plain|''|" + MISSING,
                "text/plain|{}|" + MISSING,
                "text/plain|1|" + MISSING,
                "text/plain|[1]|" + MISSING,
                "text/plain|[\"a\"|" + BROKEN,
                "text/plain|a|" + BROKEN,
                "text/html|[\"a\"]|" + MISSING,
                FORM + "|[\"a\"]|" + MISSING
            })
    void wrongText_isToldFrom(String type, String body, String mistake) {
        assertThat(Payload.ofText(type, body)).isEqualTo(new Payload(null, mistake));
    }

    @ParameterizedTest
    @ValueSource(strings = {"d=%5B%22a+%26%22%5D", "x=1&d=%5B%22a%20%26%22%5D&y", "d=[\"a %26\"]", "d=[\"a+%26\"]"})
    void form_hasItInItsField(String body) {
        assertThat(Payload.ofForm(FORM + ";charset=UTF-8", body).messages()).isEqualTo(List.of("a &"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                FORM + "|''|" + MISSING,
                FORM + "|d=|" + MISSING,
                FORM + "|d|" + MISSING,
                FORM + "|e=[]|" + MISSING,
                FORM + "|d=%5B|" + BROKEN,
                FORM + "|d=%5|" + BROKEN,
                "text/plain|[|" + BROKEN,
                "application/json|[]|" + MISSING
            })
    void wrongForm_isToldFrom(String type, String body, String mistake) {
        assertThat(Payload.ofForm(type, body)).isEqualTo(new Payload(null, mistake));
    }

    @Test
    void form_mayBePlainText() {
        assertThat(Payload.ofForm("text/plain", "[\"a\"]").messages()).isEqualTo(List.of("a"));
    }

    @Test
    void form_mayHaveStrayPercentSigns() {
        assertThat(Payload.ofForm(FORM, "d=[\"1%, 2%2, %zz%25\"]").messages()).isEqualTo(List.of("1%, 2%2, %zz%"));
    }

    /** As its own server takes it. */
    @Test
    void plainText_mayBeTheArrayInAString() {
        assertThat(Payload.ofForm("text/plain", "\"[\\\"a\\\"]\"").messages()).isEqualTo(List.of("a"));
        assertThat(Payload.ofForm("text/plain", "\"x\"").mistake()).isEqualTo(BROKEN);
        assertThat(Payload.ofForm("text/plain", "\"\"").mistake()).isEqualTo(MISSING);
        assertThat(Payload.ofForm("text/plain", "").mistake()).isEqualTo(MISSING);
        assertThat(Payload.ofText("text/plain", "\"[]\"").mistake()).isEqualTo(MISSING);
    }
}
