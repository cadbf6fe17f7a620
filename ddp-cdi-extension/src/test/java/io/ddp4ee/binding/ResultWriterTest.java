package io.ddp4ee.binding;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Collections;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import jakarta.json.Json;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.ddp4ee.ejson.Custom;
import io.ddp4ee.ejson.CustomTypes;
import io.ddp4ee.ejson.Ejson;
import io.ddp4ee.ejson.EjsonException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** From Java to EJSON. */
class ResultWriterTest {

    public record Times(Year year, YearMonth month) {}

    public enum Size {
        SMALL {
            @Override
            public String toString() {
                return "small";
            }
        }
    }

    @SuppressWarnings("ArrayRecordComponent")
    public record Everything(Instant at, byte[] bytes, Long big, BigDecimal price, Size size, Optional<String> none) {}

    public record Primitives(long big, double real, double whole, float single, int small) {}

    public record Nested(Map<String, Object> map, Object any, Map<String, ?> wild) {}

    public record Point(int x) {}

    static List<Arguments> results() {
        Instant time = Instant.ofEpochMilli(1770091506789L);
        String date = "{\"$date\":1770091506789}";
        Calendar calendar = GregorianCalendar.from(ZonedDateTime.parse("2026-02-03T05:05:06.789+01:00[Europe/Oslo]"));
        return List.of(
                arguments(null, "null"),
                arguments("a\"b", "\"a\\\"b\""),
                arguments('c', "\"c\""),
                arguments(true, "true"),
                arguments(1, "1"),
                arguments((short) 1, "1"),
                arguments(1L << 53, "9007199254740992"),
                arguments((1L << 53) + 1, "\"9007199254740993\""),
                arguments(-(1L << 53) - 1, "\"-9007199254740993\""),
                arguments(100_000_000_000_000_000L, "100000000000000000"),
                arguments(BigInteger.TEN.pow(20), "100000000000000000000"),
                arguments(BigInteger.TEN.pow(20).add(BigInteger.ONE), "\"100000000000000000001\""),
                arguments(new BigDecimal("1.50"), "1.5"),
                arguments(new BigDecimal("1.0"), "1"),
                arguments(new BigDecimal("100"), "100"),
                arguments(new BigDecimal("1E+2"), "100"),
                arguments(new BigDecimal("1E+21"), "1e+21"),
                arguments(new BigDecimal("0.0000001"), "1e-7"),
                arguments(new BigDecimal("1E+400"), "\"1" + "0".repeat(400) + "\""),
                arguments(new BigDecimal("0.1234567890123456"), "0.1234567890123456"),
                arguments(new BigDecimal("0.12345678901234567"), "\"0.12345678901234567\""),
                arguments(new BigDecimal("0.30000000000000004"), "0.30000000000000004"),
                arguments(0.1 + 0.2, "0.30000000000000004"),
                arguments(time, date),
                arguments(Date.from(time), date),
                arguments(Timestamp.from(time), date),
                arguments(calendar, date),
                arguments(OffsetDateTime.parse("2026-02-03T06:05:06.789+02:00"), date),
                arguments(ZonedDateTime.parse("2026-02-03T05:05:06.789+01:00[Europe/Oslo]"), date),
                arguments(LocalDate.of(2026, 2, 3), "\"2026-02-03\""),
                arguments(Year.of(2026), "\"2026\""),
                arguments(YearMonth.of(2026, 2), "\"2026-02\""),
                arguments(new Times(Year.of(2026), YearMonth.of(2026, 2)), "{\"month\":\"2026-02\",\"year\":\"2026\"}"),
                arguments(Instant.MAX, "\"+1000000000-12-31T23:59:59.999999999Z\""),
                arguments(new Date(8_640_000_000_000_001L), "\"+275760-09-13T00:00:00.001Z\""),
                arguments(Map.of("at", Instant.MIN), "{\"at\":\"-1000000000-01-01T00:00:00Z\"}"),
                arguments(
                        new Everything(Instant.MAX, new byte[0], 1L, BigDecimal.ONE, Size.SMALL, Optional.empty()),
                        "{\"at\":\"+1000000000-12-31T23:59:59.999999999Z\",\"big\":1,"
                                + "\"bytes\":{\"$binary\":\"\"},\"price\":1,\"size\":\"SMALL\"}"),
                arguments("abc".toCharArray(), "\"abc\""),
                arguments(new byte[] {1, 2, 3}, "{\"$binary\":\"AQID\"}"),
                arguments(new UUID(1, 2), "\"00000000-0000-0001-0000-000000000002\""),
                arguments(Size.SMALL, "\"SMALL\""),
                arguments(List.of(1, "x"), "[1,\"x\"]"),
                arguments(new Object[] {1, new byte[] {1}}, "[1,{\"$binary\":\"AQ==\"}]"),
                arguments(new int[] {1, 2}, "[1,2]"),
                arguments(Set.of(1.0), "[1]"),
                arguments(Map.of("at", time), "{\"at\":" + date + "}"),
                arguments(Map.of(Size.SMALL, 1), "{\"SMALL\":1}"),
                arguments(Collections.singletonMap("none", null), "{\"none\":null}"),
                arguments(Arrays.asList(null, Optional.empty()), "[null,null]"),
                arguments(List.of((1L << 53) + 1), "[\"9007199254740993\"]"),
                arguments(List.of(new Point(1)), "[{\"x\":1}]"),
                arguments(Map.of("p", Optional.of(new Point(1))), "{\"p\":{\"x\":1}}"),
                arguments(Optional.of(1), "1"),
                arguments(Optional.empty(), "null"),
                arguments(Double.NaN, "{\"$InfNaN\":0}"),
                arguments(Map.of("x", Double.POSITIVE_INFINITY), "{\"x\":{\"$InfNaN\":1}}"),
                arguments(0.1, "0.1"),
                arguments(1.0, "1"),
                arguments(-0.0, "0"),
                arguments(1e21, "1e+21"),
                arguments(0.1f, "0.1"),
                arguments(Float.NEGATIVE_INFINITY, "{\"$InfNaN\":-1}"),
                arguments(
                        new Primitives((1L << 53) + 1, 0.1, 1e2, 0.1f, 1),
                        "{\"big\":\"9007199254740993\",\"real\":0.1,\"single\":0.1,\"small\":1,\"whole\":100}"),
                arguments(Map.of("$date", 5), "{\"$escape\":{\"$date\":5}}"),
                arguments(Json.createObjectBuilder().add("$InfNaN", 5).build(), "{\"$escape\":{\"$InfNaN\":5}}"),
                arguments(Json.createArrayBuilder().add("x").addNull().build(), "[\"x\",null]"),
                arguments(
                        new Nested(
                                Map.of("$date", time),
                                Map.of("$binary", List.of(Map.of("$type", "x"))),
                                Map.of("$InfNaN", (1L << 53) + 1)),
                        "{\"any\":{\"$escape\":{\"$binary\":[{\"$type\":\"x\"}]}},\"map\":{\"$escape\":{\"$date\":"
                                + date + "}},\"wild\":{\"$escape\":{\"$InfNaN\":\"9007199254740993\"}}}"),
                arguments(new EjsonText("{\"a\":1}"), "{\"a\":1}"),
                arguments(
                        new Everything(time, new byte[] {-1}, 1L, BigDecimal.ONE, Size.SMALL, Optional.empty()),
                        "{\"at\":" + date
                                + ",\"big\":1,\"bytes\":{\"$binary\":\"/w==\"},\"price\":1,\"size\":\"SMALL\"}"));
    }

    @ParameterizedTest
    @MethodSource("results")
    void result_isWrittenAsEjson(Object result, String text) {
        assertThat(new ResultWriter(EjsonJsonb.create()).write(result)).isEqualTo(text);
    }

    /** What a method with a parameter of type Object returns. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "12",
                "1.5",
                "0.30000000000000004",
                "100000000000000000000",
                "1e+21",
                "1152921504606847000",
                "[{\"$date\":5},{\"a\":{\"$date\":-1}}]",
                "{\"$InfNaN\":1}",
                "{\"$InfNaN\":-1}",
                "{\"$InfNaN\":0}",
                "{\"$binary\":\"\"}",
                "{\"$binary\":\"AQI=\"}",
                "{\"$regexp\":\"a\\\\/b\",\"$flags\":\"gi\"}",
                "{\"$escape\":{\"$date\":{\"$date\":32491}}}",
                "{\"$escape\":{\"$escape\":{\"$date\":1}}}",
                "{\"$escape\":{\"$type\":\"oid\",\"$value\":\"x\"}}",
                "{\"$date\":1,\"x\":1}",
                "{\"$type\":\"oid\",\"$value\":\"5d0b1b2c3d4e5f6071829304\"}",
                "[null,false,0,\"\",[],{}]",
                "{\"a\":null}"
            })
    void valueOfAClient_returnsAsItCame(String text) throws EjsonException {
        assertThat(new ResultWriter(EjsonJsonb.create()).write(new Ejson().parse(text)))
                .isEqualTo(text);
    }

    @Test
    void invalidDateOfAClient_returnsAsNull() throws EjsonException {
        Object value = new Ejson().parse("[{\"$date\":\"notnum\"}]");

        assertThat(new ResultWriter(EjsonJsonb.create()).write(value)).isEqualTo("[{\"$date\":null}]");
    }

    @Test
    void objectOfACustomType_isWrittenWhereverItStands() {
        CustomTypes customs = Money.types();
        ResultWriter writer = new ResultWriter(EjsonJsonb.create(customs), customs);
        String money = "{\"$type\":\"money\",\"$value\":\"1\"}";

        assertThat(writer.write(new Money("1"))).isEqualTo(money);
        assertThat(writer.write(List.of(new Money("1"), 1))).isEqualTo("[" + money + ",1]");
        assertThat(writer.write(Map.of("m", Optional.of(new Money("1"))))).isEqualTo("{\"m\":" + money + "}");
        assertThat(writer.write(new Money[] {new Money("1")})).isEqualTo("[" + money + "]");
        assertThat(writer.write(new Nested(Map.of("m", List.of(new Money("1"))), null, null)))
                .isEqualTo("{\"map\":{\"m\":[" + money + "]}}");
        assertThat(writer.value(new Money("1"))).isEqualTo(new Custom("money", "1"));
    }
}
