package io.ddp4ee.ejson;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EjsonTest {

    private final Ejson ejson = new Ejson();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "true",
                "0",
                "-1",
                "12.5",
                "9007199254740993",
                "\"\"",
                "\"é \uD834\uDD1E \\\" \\\\ \\n\"",
                "[]",
                "{}",
                "{\"a\":[1,{\"b\":null}]}",
                "{\"$date\":0}",
                "{\"$date\":-86400000}",
                "{\"$date\":null}",
                "{\"$binary\":\"\"}",
                "{\"$binary\":\"AQID\"}",
                "{\"$InfNaN\":1}",
                "{\"$InfNaN\":-1}",
                "{\"$InfNaN\":0}",
                "{\"$regexp\":\"a\\\\/b\",\"$flags\":\"gi\"}",
                "{\"$escape\":{\"$date\":{\"$date\":32491}}}",
                "{\"$escape\":{\"$escape\":{\"$date\":1}}}",
                "{\"$date\":1,\"x\":2}",
                "{\"$foo\":1}",
                "{\"$type\":\"x\"}"
            })
    void value_printedAsItWasParsed(String text) throws EjsonException {
        assertThat(Ejson.print(ejson.parse(text))).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1.0|1",
                "1e0|1",
                "-0|0",
                "0.10|0.1",
                "1e21|1e+21",
                "1e-7|1e-7",
                "1e999|{\"$InfNaN\":1}",
                "{\"$date\":1.5}|{\"$date\":1}",
                "{\"$date\":\"notnum\"}|{\"$date\":null}",
                "{\"$date\":8640000000000001}|{\"$date\":null}",
                "{\"$InfNaN\":7}|{\"$InfNaN\":1}",
                "{\"$regexp\":\"x\",\"$flags\":\"gzzi\"}|{\"$regexp\":\"x\",\"$flags\":\"gi\"}",
                "{\"$escape\":{\"a\":1}}|{\"a\":1}",
                "{\"$binary\":\"A Q I D\"}|{\"$binary\":\"AQID\"}"
            })
    void value_printedInItsOneForm(String text, String printed) throws EjsonException {
        assertThat(Ejson.print(ejson.parse(text))).isEqualTo(printed);
    }

    @Test
    void numbers_equalWhateverTheirSpelling() throws EjsonException {
        assertThat(ejson.parse("[1, 1.0, 10e-1, 0.5]")).isEqualTo(List.of(1L, 1L, 1L, new BigDecimal("0.5")));
    }

    @Test
    void objects_equalWhateverTheirOrder() throws EjsonException {
        assertThat(ejson.parse("{\"a\":1,\"b\":{\"$date\":5}}"))
                .isEqualTo(ejson.parse("{\"b\":{\"$date\":5},\"a\":1.0}"));
    }

    @Test
    void types_decoded() throws EjsonException {
        assertThat(ejson.parse("{\"$date\":5}")).isEqualTo(Instant.ofEpochMilli(5));
        assertThat(ejson.parse("{\"$binary\":\"AQID\"}")).isEqualTo(new Binary(new byte[] {1, 2, 3}));
        assertThat(ejson.parse("{\"$InfNaN\":0}")).isEqualTo(Double.NaN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[1,",
                "nul",
                "1 2",
                "{\"a\"}",
                "'a'",
                "{\"$type\":\"oid\",\"$value\":\"x\"}",
                "\u0000"
            })
    void badText_refused(String text) {
        assertThatThrownBy(() -> ejson.parse(text)).isInstanceOf(EjsonException.class);
    }

    @Test
    void deepNesting_refusedBeforeTheStackEnds() {
        String deep = "[".repeat(100_000) + "]".repeat(100_000);
        assertThatThrownBy(() -> ejson.parse(deep)).isInstanceOf(EjsonException.class);
    }

    @Test
    void longNumber_costsNoMemory() throws EjsonException {
        assertThat(ejson.parse("1" + "0".repeat(400))).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(ejson.parse("1e-100000000")).isEqualTo(0L);
    }

    @Test
    void loneSurrogates_escaped() {
        assertThat(Ejson.print("a\uD834b\uDD1Ec\uD834\uDD1E")).isEqualTo("\"a\\ud834b\\udd1ec\uD834\uDD1E\"");
    }

    @Test
    void ascii_holdsNothingElse() throws EjsonException {
        String printed = Ejson.printAscii("é\uD834\uDD1E");
        assertThat(printed).isEqualTo("\"\\u00e9\\ud834\\udd1e\"");
        assertThat(ejson.parse(printed)).isEqualTo("é\uD834\uDD1E");
    }

    @Test
    void javaValues_printed() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("i", 1);
        values.put("d", 1.5);
        values.put("f", 0.1f);
        values.put("n", null);
        values.put("list", new ArrayList<>(List.of((short) 2, 'c')));
        values.put("bytes", new byte[] {1});
        values.put("inf", Double.NEGATIVE_INFINITY);
        assertThat(Ejson.print(values))
                .isEqualTo(
                        "{\"i\":1,\"d\":1.5,\"f\":0.1,\"n\":null,\"list\":[2,\"c\"],\"bytes\":{\"$binary\":\"AQ==\"},"
                                + "\"inf\":{\"$InfNaN\":-1}}");
    }

    @Test
    void plain_isWhatJavaScriptWrites() throws Exception {
        String value =
                "[{\"$date\":5},{\"$date\":253402300800000},{\"$date\":null},{\"$binary\":\"AP8=\"},{\"$InfNaN\":1},"
                        + "{\"$regexp\":\"a\",\"$flags\":\"\"},{\"$escape\":{\"$date\":5}}]";

        assertThat(Ejson.printPlain(ejson.parse(value)))
                .isEqualTo(
                        "[\"1970-01-01T00:00:00.005Z\",\"+010000-01-01T00:00:00.000Z\",null,{\"0\":0,\"1\":255},null,{},"
                                + "{\"$date\":5}]");
    }

    @Test
    void patternThatJavaHasNot_isKept() throws Exception {
        for (String pattern : new String[] {"(?:a|[(*])+?", "^a{2}$", "(?<!a)b*", "[[]", ""}) {
            assertThat(ejson.parse("{\"$regexp\":\"" + pattern + "\",\"$flags\":\"\"}"))
                    .isEqualTo(new RegExp(pattern, ""));
        }
    }

    @Test
    void patternThatIsNone_isRefused() {
        for (String pattern : new String[] {"(", "a)", "*", "a|+", "[a", "(".repeat(100_000)}) {
            assertThatThrownBy(() -> ejson.parse("{\"$regexp\":\"" + pattern + "\",\"$flags\":\"\"}"))
                    .as(pattern)
                    .isInstanceOf(EjsonException.class);
        }
    }
}
