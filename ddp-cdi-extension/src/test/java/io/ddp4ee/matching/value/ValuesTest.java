package io.ddp4ee.matching.value;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What the test against the database does not come by for certain. */
class ValuesTest {

    @Test
    void text_isReadAsTheDatabaseQuotesIt() {
        assertThat(SqlText.parse(SqlType.TEXT, "'it''s'")).isEqualTo("it's");
        assertThat(SqlText.parse(SqlType.TEXT, " E'a\\\\b'")).isEqualTo("a\\b");
        assertThat(SqlText.parse(SqlType.TEXT, "''")).isEqualTo("");
        assertThat(SqlText.parse(SqlType.TEXT, null)).isNull();
        assertThat(SqlText.parse(SqlType.BOOLEAN, "'true'")).isEqualTo(true);
        assertThat(SqlText.parse(SqlType.INT2, "'-5'")).isEqualTo(-5L);
        assertThat(SqlText.parse(SqlType.NUMERIC, "'1.50'")).isEqualTo(new BigDecimal("1.50"));
        assertThat(SqlText.parse(SqlType.FLOAT4, "'0.1'")).isEqualTo((double) 0.1f);
        assertThat(SqlText.parse(SqlType.FLOAT8, "'-Infinity'")).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(SqlText.parse(SqlType.UUID, "'00000000-0000-0000-0000-000000000001'"))
                .isEqualTo(new UUID(0, 1));
        assertThat(SqlText.parse(SqlType.DATE, "'2024-02-29'")).isEqualTo(LocalDate.of(2024, 2, 29));
        assertThat(SqlText.parse(SqlType.TIMESTAMP, "'2024-02-29 12:00:00.000001'"))
                .isEqualTo(LocalDateTime.of(2024, 2, 29, 12, 0, 0, 1000));
        assertThat(SqlText.parse(SqlType.TIMESTAMPTZ, "'2024-02-29 17:30:00+05:30'"))
                .isEqualTo(Instant.parse("2024-02-29T12:00:00Z"));
        assertThat(SqlText.parse(SqlType.TIMESTAMPTZ, "'2024-02-29 10:00:00-02'"))
                .isEqualTo(Instant.parse("2024-02-29T12:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource({"NUMERIC,NaN", "DATE,infinity", "DATE,10000-01-01", "DATE,0044-03-15 BC", "DATE,1500-01-01"})
    void valueOutOfTheOrdinary_isNotJudged(SqlType type, String text) {
        assertThatExceptionOfType(Unjudged.class).isThrownBy(() -> SqlText.parse(type, "'" + text + "'"));
    }

    @Test
    void texts_areOrderedByCodePoints() {
        assertThat(compare("\uFFFD", "\uD835\uDCB3")).isNegative();
        assertThat(compare("\uD835\uDCB3", "\uD835\uDCB4")).isNegative();
        assertThat(compare("\uD835\uDCB3", "\uD834\uDCB3")).isPositive();
        assertThat(compare("\uFFFD", "\uE000")).isPositive();
        assertThat(compare("a", "a ")).isNegative();
        assertThat(compare("Z", "a")).isNegative();
    }

    private static int compare(String left, String right) {
        return Comparing.compare(left, SqlType.TEXT, right, SqlType.TEXT);
    }

    /** Found with PostgreSQL 17: {@code select 1/3.0}, and so on. */
    @ParameterizedTest
    @CsvSource({
        "1, 3, 0.33333333333333333333",
        "2, 3, 0.66666666666666666667",
        "10000, 3, 3333.3333333333333333",
        "1, 30000, 0.000033333333333333333333",
        "100, 7.000, 14.2857142857142857",
        "0, 7, 0.00000000000000000000",
        "-1, 8, -0.12500000000000000000"
    })
    void quotient_isRoundedWhereTheDatabaseRoundsIt(BigDecimal left, BigDecimal right, BigDecimal quotient) {
        assertThat(Arithmetic.DIVIDE.apply(SqlType.NUMERIC, left, right)).isEqualTo(quotient);
    }

    @Test
    void overflow_isNotJudged() {
        assertThatExceptionOfType(Unjudged.class)
                .isThrownBy(() -> Arithmetic.ADD.apply(SqlType.INT2, (long) Short.MAX_VALUE, 1L));
        assertThatExceptionOfType(Unjudged.class)
                .isThrownBy(() -> Arithmetic.DIVIDE.apply(SqlType.INT8, Long.MIN_VALUE, -1L));
        assertThatExceptionOfType(Unjudged.class)
                .isThrownBy(() -> Arithmetic.MULTIPLY.apply(SqlType.FLOAT8, 1e300, 1e300));
        assertThatExceptionOfType(Unjudged.class)
                .isThrownBy(() -> Arithmetic.MULTIPLY.apply(SqlType.FLOAT8, 1e-300, 1e-300));
        assertThat(Arithmetic.DIVIDE.apply(SqlType.INT4, -7L, 2L)).isEqualTo(-3L);
    }

    @ParameterizedTest
    @CsvSource({
        "a%, abc, true", "a%, '', false", "%b%, abc, true", "a_c, abc, true", "a_c, ac, false", "%%, '', true",
        "_, 𝒳, true", "%ab, aab, true", "%a%b%a, xaybzba, true", "%a%b%a, xaybzb, false", "!%, %, true", "!%, x, false"
    })
    void pattern_matchesCharactersAsAWhole(String pattern, String text, boolean matches) {
        assertThat(LikePattern.of(pattern, '!').matches(text)).isEqualTo(matches);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\\", "\\%"})
    void backslashInAPattern_isNotJudged_ifNoEscapeCharacterIsSaid(String pattern) {
        assertThatExceptionOfType(Unjudged.class).isThrownBy(() -> LikePattern.of(pattern, LikePattern.NO_ESCAPE));
        assertThat(LikePattern.of(pattern, '!').matches(pattern.replace('%', 'x')))
                .isTrue();
    }

    @Test
    void folding_knowsAsciiOnly() {
        assertThat(Folding.ASCII.lower("AÉ")).isEqualTo("aÉ");
        assertThat(Folding.ASCII_AND_OTHERS.upper("az_1")).isEqualTo("AZ_1");
        assertThatExceptionOfType(Unjudged.class).isThrownBy(() -> Folding.ASCII_AND_OTHERS.lower("AÉ"));
        assertThatExceptionOfType(Unjudged.class).isThrownBy(() -> Folding.UNKNOWN.lower("I"));
    }

    @Test
    void parameter_isNotJudged_ifDriversDisagreeOnIt() {
        assertThat(SqlValues.of(0.5f)).isEqualTo(0.5);
        assertThatExceptionOfType(Unjudged.class).isThrownBy(() -> SqlValues.of(0.1f));
        assertThatExceptionOfType(Unjudged.class)
                .isThrownBy(() -> SqlValues.of(LocalDateTime.of(2024, 1, 1, 0, 0, 0, 1)));
        assertThatExceptionOfType(Unjudged.class).isThrownBy(() -> SqlValues.of("\uD835"));
        assertThat(SqlValues.of("\uD835\uDCB3")).isEqualTo("\uD835\uDCB3");
        assertThat(SqlValues.of(new BigDecimal("1E+3"))).isEqualTo(new BigDecimal("1000"));
    }

    @Test
    void substring_mayBeginBeforeTheText() {
        assertThat(Texts.substring("hello", -1, 3)).isEqualTo("h");
        assertThat(Texts.substring("hello", 2, 3)).isEqualTo("ell");
        assertThat(Texts.substring("\uD835\uDCB3bc", 2)).isEqualTo("bc");
        assertThat(Texts.substring("hello", 9)).isEmpty();
        assertThatExceptionOfType(Unjudged.class).isThrownBy(() -> Texts.substring("hello", 1, -1));
    }
}
