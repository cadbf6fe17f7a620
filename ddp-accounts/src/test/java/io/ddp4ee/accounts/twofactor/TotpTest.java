package io.ddp4ee.accounts.twofactor;

import java.time.Instant;
import java.util.OptionalLong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TotpTest {

    private static final byte[] SECRET = "12345678901234567890".getBytes(US_ASCII);

    /** RFC 6238, appendix B: the last six of its eight digits. */
    @ParameterizedTest
    @CsvSource({
        "59,287082",
        "1111111109,081804",
        "1111111111,050471",
        "1234567890,005924",
        "2000000000,279037",
        "20000000000,353130"
    })
    void codes_areTheStandards(long second, String code) {
        assertThat(Totp.code(SECRET, Totp.step(Instant.ofEpochSecond(second)))).isEqualTo(code);
    }

    @Test
    void clocks_mayBeWrong_byOneStep() {
        Instant now = Instant.ofEpochSecond(59);
        assertThat(Totp.stepOf(SECRET, "287082", now)).hasValue(1);
        assertThat(Totp.stepOf(SECRET, "287082", now.plusSeconds(30))).hasValue(1);
        assertThat(Totp.stepOf(SECRET, "287082", now.minusSeconds(30))).hasValue(1);
        assertThat(Totp.stepOf(SECRET, "287082", now.plusSeconds(60))).isEqualTo(OptionalLong.empty());
        assertThat(Totp.stepOf(SECRET, "", now)).isEqualTo(OptionalLong.empty());
    }

    /** RFC 4648, section 10. */
    @Test
    void secrets_areInBase32() {
        assertThat(Base32.encode("fooba".getBytes(US_ASCII))).isEqualTo("MZXW6YTB");
        assertThat(Base32.decode("MZXW6YTB")).isEqualTo("fooba".getBytes(US_ASCII));
        assertThat(Base32.decode("MZXW6YTBOI")).isEqualTo("foobar".getBytes(US_ASCII));
        assertThat(Base32.encode(new byte[20])).isEqualTo("A".repeat(32));
        assertThat(Base32.decode("A".repeat(32))).isEqualTo(new byte[20]);
        assertThatThrownBy(() -> Base32.decode("a")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void picture_hasAModuleForEachDarkOne() {
        assertThat(QrCodes.svg("otpauth://totp/It:anna?secret=MZXW6YTB&issuer=It"))
                .startsWith("<svg xmlns=\"http://www.w3.org/2000/svg\"")
                // the corner of the finder pattern, within the border
                .contains("M4,4h1v1h-1z")
                .endsWith("</svg>");
    }
}
