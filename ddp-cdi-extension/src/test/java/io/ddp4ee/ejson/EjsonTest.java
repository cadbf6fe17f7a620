package io.ddp4ee.ejson;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

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
                "{\"$type\":\"x\"}",
                "{\"$oid\":\"x\"}",
                "{\"$date\":5,\"$x\":1}",
                "{\"$regexp\":\"a\"}",
                "{\"$escape\":{\"$regexp\":1,\"$flags\":2}}",
                "{\"$escape\":{\"$type\":1,\"$value\":2}}",
                "{\"$escape\":{\"$InfNaN\":1}}",
                "{\"$escape\":{\"$binary\":1}}",
                "{\"$type\":\"money\",\"$value\":[{\"$date\":5}]}"
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
                "{\"$date\":-1.9}|{\"$date\":-1}",
                "{\"$date\":5000000000000000.7}|{\"$date\":5000000000000001}",
                "{\"$date\":1.9999999999999999999}|{\"$date\":2}",
                "{\"$regexp\":9007199254740993,\"$flags\":\"\"}|{\"$regexp\":\"9007199254740992\",\"$flags\":\"\"}",
                "{\"$regexp\":9223372036854775807,\"$flags\":\"\"}|{\"$regexp\":\"9223372036854776000\",\"$flags\":\"\"}",
                "{\"$regexp\":0.1234567890123456789,\"$flags\":\"\"}|{\"$regexp\":\"0.12345678901234568\",\"$flags\":\"\"}",
                "{\"$regexp\":1e400,\"$flags\":\"\"}|{\"$regexp\":\"Infinity\",\"$flags\":\"\"}",
                "{\"$date\":null}|{\"$date\":0}",
                "{\"$date\":true}|{\"$date\":1}",
                "{\"$date\":false}|{\"$date\":0}",
                "{\"$date\":\"notnum\"}|{\"$date\":null}",
                "{\"$date\":\"\"}|{\"$date\":null}",
                "{\"$date\":{}}|{\"$date\":null}",
                "{\"$date\":{\"$date\":5}}|{\"$date\":null}",
                "{\"$date\":[]}|{\"$date\":null}",
                "{\"$date\":[\"2020-01-02\"]}|{\"$date\":1577923200000}",
                "{\"$date\":8640000000000000}|{\"$date\":8640000000000000}",
                "{\"$date\":-1e999}|{\"$date\":null}",
                "{\"$date\":8640000000000001}|{\"$date\":null}",
                "{\"$date\":-8640000000000001}|{\"$date\":null}",
                "{\"$date\":\"2020\"}|{\"$date\":1577836800000}",
                "{\"$date\":\"2020-01\"}|{\"$date\":1577836800000}",
                "{\"$date\":\"2020-01-02\"}|{\"$date\":1577923200000}",
                "{\"$date\":\"2020-02-30\"}|{\"$date\":1583020800000}",
                "{\"$date\":\"2020-13-01\"}|{\"$date\":null}",
                "{\"$date\":\"2020-01-00\"}|{\"$date\":null}",
                "{\"$date\":\"2020-01-32\"}|{\"$date\":null}",
                "{\"$date\":\"+012020-01-01\"}|{\"$date\":317147356800000}",
                "{\"$date\":\"+275760-09-13T00:00:00.001Z\"}|{\"$date\":null}",
                "{\"$date\":\"2020-01-02T03:04:05Z\"}|{\"$date\":1577934245000}",
                "{\"$date\":\"2020-01-02t03:04:05z\"}|{\"$date\":1577934245000}",
                "{\"$date\":\"2020-01-02T03:04:05.123456789Z\"}|{\"$date\":1577934245123}",
                "{\"$date\":\"2020-01-02T03:04:05.1+02:30\"}|{\"$date\":1577925245100}",
                "{\"$date\":\"2020-01-02T03:04:05-0230\"}|{\"$date\":1577943245000}",
                "{\"$date\":\"2020-01-02T24:00:00Z\"}|{\"$date\":1578009600000}",
                "{\"$date\":\"2020-01-02T24:00:01Z\"}|{\"$date\":null}",
                "{\"$date\":\"2020-01-02T03:04:60Z\"}|{\"$date\":null}",
                "{\"$date\":\"2020-01-02T03:04:05,5Z\"}|{\"$date\":null}",
                "{\"$InfNaN\":7}|{\"$InfNaN\":1}",
                "{\"$InfNaN\":-0.5}|{\"$InfNaN\":-1}",
                "{\"$InfNaN\":\"1\"}|{\"$InfNaN\":1}",
                "{\"$InfNaN\":\" -.5e-3 \"}|{\"$InfNaN\":-1}",
                "{\"$InfNaN\":\"5.\"}|{\"$InfNaN\":1}",
                "{\"$InfNaN\":\"0x1\"}|{\"$InfNaN\":1}",
                "{\"$InfNaN\":\"0b0\"}|{\"$InfNaN\":0}",
                "{\"$InfNaN\":\"-0x1\"}|{\"$InfNaN\":0}",
                "{\"$InfNaN\":\"-Infinity\"}|{\"$InfNaN\":-1}",
                "{\"$InfNaN\":\"1_0\"}|{\"$InfNaN\":0}",
                "{\"$InfNaN\":\"\"}|{\"$InfNaN\":0}",
                "{\"$InfNaN\":true}|{\"$InfNaN\":1}",
                "{\"$InfNaN\":null}|{\"$InfNaN\":0}",
                "{\"$InfNaN\":{}}|{\"$InfNaN\":0}",
                "{\"$InfNaN\":[]}|{\"$InfNaN\":0}",
                "{\"$InfNaN\":[[-1]]}|{\"$InfNaN\":-1}",
                "{\"$regexp\":\"x\",\"$flags\":\"gzzi\"}|{\"$regexp\":\"x\",\"$flags\":\"gi\"}",
                "{\"$flags\":\"yumig\",\"$regexp\":\"x\"}|{\"$regexp\":\"x\",\"$flags\":\"gimuy\"}",
                "{\"$regexp\":\"x\",\"$flags\":\"s\"}|{\"$regexp\":\"x\",\"$flags\":\"\"}",
                "{\"$regexp\":\"a/b\",\"$flags\":\"\"}|{\"$regexp\":\"a\\\\/b\",\"$flags\":\"\"}",
                "{\"$regexp\":\"[/]/\",\"$flags\":\"\"}|{\"$regexp\":\"[/]\\\\/\",\"$flags\":\"\"}",
                "{\"$regexp\":\"\\\\[/]\",\"$flags\":\"\"}|{\"$regexp\":\"\\\\[\\\\/]\",\"$flags\":\"\"}",
                "{\"$regexp\":\"a\\n\\r\",\"$flags\":\"\"}|{\"$regexp\":\"a\\\\n\\\\r\",\"$flags\":\"\"}",
                "{\"$regexp\":\"a\\\\\\nb\",\"$flags\":\"\"}|{\"$regexp\":\"a\\\\nb\",\"$flags\":\"\"}",
                "{\"$regexp\":\"\\u2028\\u2029\",\"$flags\":\"\"}|{\"$regexp\":\"\\\\u2028\\\\u2029\",\"$flags\":\"\"}",
                "{\"$regexp\":\"\",\"$flags\":\"\"}|{\"$regexp\":\"(?:)\",\"$flags\":\"\"}",
                "{\"$regexp\":null,\"$flags\":\"\"}|{\"$regexp\":\"null\",\"$flags\":\"\"}",
                "{\"$regexp\":1e21,\"$flags\":\"\"}|{\"$regexp\":\"1e+21\",\"$flags\":\"\"}",
                "{\"$regexp\":[1,[2,null]],\"$flags\":\"\"}|{\"$regexp\":\"1,2,\",\"$flags\":\"\"}",
                "{\"$regexp\":{},\"$flags\":\"\"}|{\"$regexp\":\"[object Object]\",\"$flags\":\"\"}",
                "{\"$escape\":{\"a\":1}}|{\"a\":1}",
                "{\"$escape\":5}|{}",
                "{\"$escape\":true}|{}",
                "{\"$escape\":\"\"}|{}",
                "{\"$escape\":\"ab\"}|{\"0\":\"a\",\"1\":\"b\"}",
                "{\"$escape\":[1,{\"$date\":5.5}]}|{\"0\":1,\"1\":{\"$date\":5}}",
                "{\"$binary\":\"***\"}|{\"$binary\":\"AAA=\"}",
                "{\"$binary\":\"A Q I D\"}|{\"$binary\":\"AAQgAAA=\"}",
                "{\"$binary\":\"A\"}|{\"$binary\":\"\"}",
                "{\"$binary\":\"AQ\"}|{\"$binary\":\"AQ==\"}",
                "{\"$binary\":\"AA=\"}|{\"$binary\":\"AA==\"}",
                "{\"$binary\":\"AQIDBA=A\"}|{\"$binary\":\"AQIDBAAA\"}",
                "{\"$binary\":\"AQI*AQ**\"}|{\"$binary\":\"AQIBAAAA\"}",
                "{\"$binary\":\"AQ*D\"}|{\"$binary\":\"AQMA\"}",
                "{\"$binary\":\"-_-_\"}|{\"$binary\":\"AAAA\"}",
                "{\"$binary\":\"AQID\\nAQID\"}|{\"$binary\":\"AQIDAAQI\"}"
            })
    void value_printedInItsOneForm(String text, String printed) throws EjsonException {
        assertThat(Ejson.print(ejson.parse(text))).isEqualTo(printed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"$regexp\":\"a\",\"$flags\":null}",
                "{\"$regexp\":\"a\",\"$flags\":5}",
                "{\"$regexp\":\"a\",\"$flags\":[\"g\"]}",
                "{\"$binary\":\"=\"}",
                "{\"$binary\":\"A=\"}",
                "{\"$binary\":\"A===\"}",
                "{\"$binary\":\"AQID=\"}",
                "{\"$binary\":null}",
                "{\"$binary\":5}",
                "{\"$binary\":[]}",
                "{\"$escape\":null}",
                "{\"$type\":5,\"$value\":1}",
                "{\"$type\":null,\"$value\":1}",
                "[{\"a\":{\"$escape\":{\"$date\":{\"$binary\":1}}}}]"
            })
    void valueThatItsTypeHasNot_refused(String text) {
        assertThatThrownBy(() -> ejson.parse(text)).isInstanceOf(EjsonException.class);
    }

    @Test
    void flags_onlyTheFirstFiftyCount() throws EjsonException {
        assertThat(Ejson.print(ejson.parse("{\"$regexp\":\"a\",\"$flags\":\"" + "g".repeat(50) + "i\"}")))
                .isEqualTo("{\"$regexp\":\"a\",\"$flags\":\"g\"}");
    }

    @Test
    void timeWithoutOffset_isTheServers() throws EjsonException {
        assertThat(ejson.parse("{\"$date\":\"2020-01-02T03:04\"}"))
                .isEqualTo(LocalDateTime.of(2020, 1, 2, 3, 4)
                        .atZone(ZoneId.systemDefault())
                        .toInstant());
    }

    @Test
    void hugeOperands_takeNoTime() throws EjsonException {
        String digits = "1".repeat(1_000_000);
        for (String operand : List.of(digits + "x", " ".repeat(1_000_000) + "x", "0x" + digits + "x", "." + digits)) {
            assertThat(ejson.parse("{\"$InfNaN\":\"" + operand + "\"}")).isInstanceOf(Double.class);
            assertThat(ejson.parse("{\"$date\":\"2020-01-01T00:00:00." + operand + "\"}"))
                    .isEqualTo(InvalidDate.INVALID_DATE);
        }
        assertThatThrownBy(() -> ejson.parse("{\"$escape\":\"" + digits + "\"}"))
                .isInstanceOf(EjsonException.class);
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
        assertThat(ejson.parse("{\"$type\":\"money\",\"$value\":{\"$date\":5}}"))
                .isEqualTo(new Custom("money", Map.of("$date", 5L)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{", "[1,", "nul", "1 2", "{\"a\"}", "'a'", "\u0000"})
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
    void literal_escapesNothing() {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("literal", Map.of("$date", 5L));
        value.put("nan", Double.NaN);
        value.put("money", new Custom("money", "1"));

        assertThat(Ejson.printLiteral(value))
                .isEqualTo("{\"literal\":{\"$date\":5},\"nan\":{\"$InfNaN\":0},"
                        + "\"money\":{\"$type\":\"money\",\"$value\":\"1\"}}");
    }

    /** A number of the application's. */
    private static final class Half extends Number {
        private static final long serialVersionUID = 1L;

        private final int halves;

        Half(int halves) {
            this.halves = halves;
        }

        @Override
        public int intValue() {
            return halves / 2;
        }

        @Override
        public long longValue() {
            return halves / 2;
        }

        @Override
        public float floatValue() {
            return halves / 2f;
        }

        @Override
        public double doubleValue() {
            return halves / 2.0;
        }
    }

    @Test
    void otherNumbers_keepTheirFractionOrTheirDigits() {
        assertThat(Ejson.print(List.of(new Half(3), new Half(4), new AtomicLong((1L << 53) + 1))))
                .isEqualTo("[1.5,2,9007199254740993]");
    }

    @Test
    void timesThatJavaScriptHasNot_areTexts() {
        assertThat(Ejson.print(Instant.ofEpochMilli(8_640_000_000_000_000L))).isEqualTo("{\"$date\":8640000000000000}");
        assertThat(Ejson.print(Instant.parse("+294276-12-31T23:59:59Z"))).isEqualTo("\"+294276-12-31T23:59:59Z\"");
        assertThat(Ejson.print(List.of(Instant.MIN, Instant.MAX)))
                .isEqualTo("[\"-1000000000-01-01T00:00:00Z\",\"+1000000000-12-31T23:59:59.999999999Z\"]");
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
                "[{\"$date\":5},{\"$date\":253402300800000},{\"$date\":\"x\"},{\"$binary\":\"AP8=\"},{\"$InfNaN\":1},"
                        + "{\"$regexp\":\"a\",\"$flags\":\"\"},{\"$escape\":{\"$date\":5}},"
                        + "{\"$type\":\"oid\",\"$value\":\"5d0b1b2c3d4e5f6071829304\"},"
                        + "{\"$type\":\"money\",\"$value\":{\"$date\":5}}]";

        assertThat(Ejson.printPlain(ejson.parse(value)))
                .isEqualTo(
                        "[\"1970-01-01T00:00:00.005Z\",\"+010000-01-01T00:00:00.000Z\",null,{\"0\":0,\"1\":255},null,{},"
                                + "{\"$date\":5},{\"_str\":\"5d0b1b2c3d4e5f6071829304\"},{\"$date\":5}]");
    }
}
