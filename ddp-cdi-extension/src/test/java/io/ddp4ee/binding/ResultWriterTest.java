package io.ddp4ee.binding;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** From Java to EJSON. */
class ResultWriterTest {

    public enum Size {
        SMALL
    }

    @SuppressWarnings("ArrayRecordComponent")
    public record Everything(Instant at, byte[] bytes, Long big, BigDecimal price, Size size, Optional<String> none) {}

    public record Primitives(long big, double real, float single, int small) {}

    static List<Arguments> results() {
        Instant time = Instant.ofEpochMilli(1770091506789L);
        String date = "{\"$date\":1770091506789}";
        Calendar calendar = GregorianCalendar.from(ZonedDateTime.parse("2026-02-03T05:05:06.789+01:00[Europe/Oslo]"));
        return List.of(
                arguments(null, "null"),
                arguments("a\"b", "\"a\\\"b\""),
                arguments(true, "true"),
                arguments(1, "1"),
                arguments(1L << 53, "9007199254740992"),
                arguments((1L << 53) + 1, "\"9007199254740993\""),
                arguments(-(1L << 53) - 1, "\"-9007199254740993\""),
                arguments(BigInteger.TEN.pow(20), "\"100000000000000000000\""),
                arguments(new BigDecimal("1.50"), "1.5"),
                arguments(new BigDecimal("100"), "1E+2"),
                arguments(new BigDecimal("1E+400"), "\"1" + "0".repeat(400) + "\""),
                arguments(new BigDecimal("0.1234567890123456"), "\"0.1234567890123456\""),
                arguments(time, date),
                arguments(Date.from(time), date),
                arguments(Timestamp.from(time), date),
                arguments(calendar, date),
                arguments(OffsetDateTime.parse("2026-02-03T06:05:06.789+02:00"), date),
                arguments(ZonedDateTime.parse("2026-02-03T05:05:06.789+01:00[Europe/Oslo]"), date),
                arguments(LocalDate.of(2026, 2, 3), "\"2026-02-03\""),
                arguments(new byte[] {1, 2, 3}, "{\"$binary\":\"AQID\"}"),
                arguments(Size.SMALL, "\"SMALL\""),
                arguments(List.of(1, "x"), "[1,\"x\"]"),
                arguments(Map.of("at", time), "{\"at\":" + date + "}"),
                arguments(List.of((1L << 53) + 1), "[\"9007199254740993\"]"),
                arguments(Optional.of(1), "1"),
                arguments(Optional.empty(), "null"),
                arguments(Double.NaN, "{\"$InfNaN\":0}"),
                arguments(0.1, "0.1"),
                arguments(1.0, "1.0"),
                arguments(0.1f, "0.1"),
                arguments(Float.NEGATIVE_INFINITY, "{\"$InfNaN\":-1}"),
                arguments(
                        new Primitives((1L << 53) + 1, 0.1, 0.1f, 1),
                        "{\"big\":\"9007199254740993\",\"real\":0.1,\"single\":0.1,\"small\":1}"),
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
}
