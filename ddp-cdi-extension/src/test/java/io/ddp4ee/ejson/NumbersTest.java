package io.ddp4ee.ejson;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class NumbersTest {

    /** As Node prints them. Java 17 has a digit too many for some. */
    @ParameterizedTest
    @CsvSource({
        "0x0p0, 0",
        "0x1p0, 1",
        "0x1.9p6, 100",
        "0x1.999999999999ap-4, 0.1",
        "0x1.3333333333334p-2, 0.30000000000000004",
        "0x1.0p-44, 5.684341886080802e-14",
        "0x1.0p60, 1152921504606847000",
        "0x1.0p-1074, 5e-324",
        "0x1.fffffffffffffp1023, 1.7976931348623157e+308",
        "0x1.0p-1022, 2.2250738585072014e-308",
        "0x1.b1ae4d6e2ef5p69, 1e+21",
        "0x1.5af1d78b58c4p66, 100000000000000000000",
        "0x1.0c6f7a0b5ed8dp-20, 0.000001",
        "0x1.ad7f29abcaf48p-24, 1e-7",
        "-0x1.8p0, -1.5",
        "0x1.52d02c7e14af6p76, 1e+23",
        "0x1.52d02c7e14af7p77, 2.0000000000000002e+23",
        "0x1.0624dd2f1a9fcp-9, 0.002",
        "0x1.0p53, 9007199254740992"
    })
    void double_printedAsJavaScriptDoes(String number, String text) {
        assertThat(Ejson.print(Double.valueOf(number))).isEqualTo(text);
    }

    @Test
    void anyDouble_isReadAgain_andHasNoDigitTooMany() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            double number = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(number) && number != 0) {
                BigDecimal shortest = Numbers.shortest(number);
                assertThat(shortest.doubleValue()).isEqualTo(number);
                assertThat(shortest.precision())
                        .isLessThanOrEqualTo(new BigDecimal(Double.toString(number))
                                .stripTrailingZeros()
                                .precision());
            }
        }
    }

    static List<Arguments> numbers() {
        return List.of(
                arguments(1, true),
                arguments(0.1, true),
                arguments(0.1f, true),
                arguments(1L << 53, true),
                arguments(-(1L << 53), true),
                arguments((1L << 53) + 1, false),
                arguments((1L << 53) + 2, true),
                arguments(Long.MAX_VALUE, false),
                arguments(1_000_000_000_000_000_000L, true),
                // JavaScript has the number, but shows 1152921504606847000.
                arguments(1L << 60, false),
                arguments(BigInteger.TEN.pow(20), true),
                arguments(BigInteger.TEN.pow(20).add(BigInteger.ONE), false),
                arguments(new BigDecimal("12.50"), true),
                arguments(new BigDecimal("0.30000000000000004"), true),
                arguments(new BigDecimal("0.1234567890123456"), true),
                arguments(new BigDecimal("0.12345678901234567"), false),
                arguments(new BigDecimal("123456789012.123456"), false),
                arguments(new BigDecimal("1E+300"), true),
                arguments(new BigDecimal("1E+400"), false),
                arguments(new BigDecimal("1E-400"), false),
                arguments(new BigDecimal("1.5E-323"), true),
                arguments(new BigDecimal("1.6E-323"), false));
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void number_isHeldIfJavaScriptShowsIt(Number number, boolean held) {
        assertThat(Numbers.holds(number)).isEqualTo(held);
    }

    @Test
    void numbersThatJavaScriptHasNot_becomeStrings() {
        List<Object> value =
                Arrays.asList(1L, (1L << 53) + 1, null, Map.of("x", new BigDecimal("1E+22").add(BigDecimal.ONE)));

        assertThat(Numbers.safe(value))
                .isEqualTo(Arrays.asList(1L, "9007199254740993", null, Map.of("x", "10000000000000000000001")));
    }
}
