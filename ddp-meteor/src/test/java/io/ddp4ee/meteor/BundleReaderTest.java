package io.ddp4ee.meteor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BundleReaderTest {

    private static final String MANIFEST = "programs/web.browser/program.json";

    @TempDir
    Path temporary;

    private Path folder;

    @BeforeEach
    void makeFolder() {
        folder = temporary.resolve("bundle");
    }

    private static GeneratedBundle bundle() {
        return GeneratedBundle.of("app")
                .style("a {}")
                .script("start()")
                .asset("a b.txt", "an asset")
                .asset("secret.js.map", "a map")
                .module("imports/late.js", "late()")
                .head("<title>T</title>")
                .body("<p>B</p>");
    }

    private Bundle read() throws BundleException {
        return BundleReader.read(new FolderFiles(folder));
    }

    private void edit(String file, String from, String to) throws IOException {
        String text = Files.readString(folder.resolve(file));
        assertThat(text).contains(from);
        Files.writeString(folder.resolve(file), text.replace(from, to));
    }

    @Test
    void programs_areThoseOfClients() throws Exception {
        bundle().writeTo(folder);

        Bundle bundle = read();

        assertThat(bundle.appId()).isEqualTo("app");
        assertThat(bundle.meteorRelease()).isEqualTo("METEOR@3.0.4");
        assertThat(bundle.programs()).containsOnlyKeys("web.browser", "web.browser.legacy", "web.cordova");
        Program program = bundle.programs().get(Program.MODERN);
        assertThat(program.head()).isEqualTo("<title>T</title>");
        assertThat(program.body()).isEqualTo("<p>B</p>");
        assertThat(program.byLocation()).containsKeys("/a b.txt", "/dynamic/imports/late.js");
        assertThat(program.module("imports/late.js").text()).endsWith("late()");
        assertThat(program.module("../a b.txt")).isNull();
    }

    @Test
    void sourceMaps_areLeftOut() throws Exception {
        bundle().writeTo(folder);

        Program program = read().programs().get(Program.CORDOVA);

        assertThat(program.byLocation().keySet()).noneMatch(location -> location.contains(".map"));
        assertThat(program.manifest().toString()).contains("a b.txt").doesNotContain(".map", "sourceMap");
    }

    @Test
    void theServersProgram_mayBeLeftOut() throws Exception {
        bundle().writeTo(folder);
        Files.delete(folder.resolve("programs/server/config.json"));

        assertThat(read().appId()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../server/config.json", "/etc/passwd", "a/../../server/boot.js", "a\\\\b", "./a", ""})
    void manifest_namesNothingElse(String path) throws IOException {
        bundle().writeTo(folder);
        edit(MANIFEST, "\"head.html\"", "\"" + path + "\"");

        assertThatThrownBy(this::read)
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("which is no path within its program");
    }

    @Test
    void links_leadNowhereElse() throws Exception {
        Path outside = Files.writeString(temporary.resolve("secret"), "secret");
        bundle().writeTo(folder);
        Path asset = folder.resolve("programs/web.browser/app/a b.txt");
        Files.delete(asset);
        Files.createSymbolicLink(asset, outside);

        assertThatThrownBy(this::read)
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("is no file of the bundle");
    }

    @Test
    void folder_mayBeALink() throws Exception {
        bundle().writeTo(temporary.resolve("one"));
        Files.createSymbolicLink(folder, temporary.resolve("one"));

        assertThat(read().programs()).hasSize(3);
    }

    @Test
    void whatIsWrong_isTold() throws Exception {
        assertThatThrownBy(this::read)
                .hasMessageContaining("star.json")
                .hasMessageContaining("meteor build --directory");

        bundle().without("web.browser")
                .without("web.browser.legacy")
                .without("web.cordova")
                .writeTo(folder);
        assertThatThrownBy(this::read).hasMessageContaining("has no program for browsers");

        bundle().writeTo(folder);
        edit(MANIFEST, "web-program-pre1", "web-program-pre2");
        assertThatThrownBy(this::read)
                .hasMessageContaining("web-program-pre2")
                .hasMessageContaining("only web-program-pre1");

        edit("star.json", "\"programs\"", "\"program\"");
        assertThatThrownBy(this::read).isInstanceOf(BundleException.class).hasMessageContaining("as its format has it");

        edit("star.json", "}", "");
        assertThatThrownBy(this::read).isInstanceOf(BundleException.class).hasMessageContaining("cannot be read");
    }

    @Test
    void asset_thatHasBeenReplaced_isNotSent() throws Exception {
        bundle().writeTo(folder);
        Resource asset = read().programs().get(Program.MODERN).byLocation().get("/a b.txt");
        assertThat(asset.text()).isEqualTo("an asset");

        Files.writeString(folder.resolve("programs/web.browser/app/a b.txt"), "another asset");

        assertThatThrownBy(asset::open).hasMessageContaining("has been replaced");
    }
}
