package io.ddp4ee.accounts.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SettingsTest {

    @ParameterizedTest
    @EnumSource
    void documentation_hasEverySetting(Setting setting) throws IOException {
        String shown = setting.defaultValue().isEmpty() ? "" : "`" + setting.defaultValue() + "`";
        assertThat(Files.readString(Path.of("../docs/accounts.md")))
                .contains("| `" + setting.key() + "` | " + shown + " | " + setting.description() + " |");
    }

    @Test
    void defaults_areMeteors() {
        Settings settings = TestSettings.of();
        assertThat(settings.duration(Setting.LOGIN_EXPIRATION)).isEqualTo(Duration.ofDays(90));
        assertThat(settings.duration(Setting.RESET_EXPIRATION)).isEqualTo(Duration.ofDays(3));
        assertThat(settings.duration(Setting.ENROLL_EXPIRATION)).isEqualTo(Duration.ofDays(30));
        assertThat(settings.number(Setting.BCRYPT_ROUNDS)).isEqualTo(10);
        assertThat(settings.isOn(Setting.AMBIGUOUS_ERRORS)).isTrue();
        assertThat(settings.isOn(Setting.LOGOUT_OTHER_CLIENTS)).isFalse();
    }

    @Test
    void mistakes_areNamed_withTheRemedy() {
        assertThatThrownBy(() ->
                        TestSettings.of("ddp.accounts.ambiguous-errors", "no").isOn(Setting.AMBIGUOUS_ERRORS))
                .hasMessage("ddp.accounts.ambiguous-errors is \"no\": let it be true or false.");
        assertThatThrownBy(() ->
                        TestSettings.of("ddp.accounts.login-expiration", "90").duration(Setting.LOGIN_EXPIRATION))
                .hasMessageContaining("P90D");
        assertThatThrownBy(
                        () -> TestSettings.of("ddp.accounts.rate-limit", "-1").number(Setting.RATE_LIMIT))
                .hasMessageContaining("let it be a number");
    }
}
