package io.ddp4ee.meteor;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class VersionsTest {

    @TempDir
    Path temporary;

    private Program program(String style, String script) throws Exception {
        Path folder = Files.createTempDirectory(temporary, "bundle");
        GeneratedBundle.of("app").style(style).script(script).writeTo(folder);
        return BundleReader.read(new FolderFiles(folder)).programs().get(Program.MODERN);
    }

    @Test
    void sameBundle_hasTheSame_wherever() throws Exception {
        assertThat(Versions.of(program("a", "b"), "{}")).isEqualTo(Versions.of(program("a", "b"), "{}"));
    }

    @Test
    void style_changesWhatCanBeRefreshed() throws Exception {
        Versions before = Versions.of(program("a", "b"), "{}");
        Versions after = Versions.of(program("changed", "b"), "{}");

        assertThat(after.version()).isNotEqualTo(before.version());
        assertThat(after.refreshable()).isNotEqualTo(before.refreshable());
        assertThat(after.nonRefreshable()).isEqualTo(before.nonRefreshable());
        assertThat(after.replaceable()).isEqualTo(before.replaceable());
    }

    @Test
    void script_changesWhatCannot() throws Exception {
        Versions before = Versions.of(program("a", "b"), "{}");
        Versions after = Versions.of(program("a", "changed"), "{}");

        assertThat(after.version()).isNotEqualTo(before.version());
        assertThat(after.refreshable()).isEqualTo(before.refreshable());
        assertThat(after.nonRefreshable()).isNotEqualTo(before.nonRefreshable());
    }

    @Test
    void settings_changeAll() throws Exception {
        Versions before = Versions.of(program("a", "b"), "{}");
        Versions after = Versions.of(program("a", "b"), "{\"PUBLIC_SETTINGS\":{}}");

        assertThat(after.version()).isNotEqualTo(before.version());
        assertThat(after.refreshable()).isNotEqualTo(before.refreshable());
        assertThat(after.nonRefreshable()).isNotEqualTo(before.nonRefreshable());
    }
}
