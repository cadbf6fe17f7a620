package io.ddp4ee.benchmarks.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class SettingTest {

    @ParameterizedTest
    @EnumSource
    void setting_isInTheReadme(Setting setting) throws IOException {
        assertThat(Files.readString(Path.of("README.md"))).contains("\n" + setting.documentation() + "\n");
    }
}
