package io.ddp4ee.meteor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.ddp4ee.LiveDocuments;

import static org.assertj.core.api.Assertions.assertThat;

class ApplicationTest {

    @TempDir
    Path temporary;

    private Path folder;
    private Application application;
    private final List<String> told = new ArrayList<>();

    @BeforeEach
    void serveTheFirst() throws Exception {
        folder = temporary.resolve("bundle");
        bundle("first").writeTo(folder);
        Settings settings = new Settings("shop", Map.of(), key -> Optional.empty());
        application = new Application(new FolderFiles(folder), Place.of("/war", List.of("/"), settings));
        application.versions().follow(new LiveDocuments.Follower() {
            @Override
            public Runnable put(String id, Object fields) {
                return () -> told.add(id + " " + title());
            }

            @Override
            public void removed(String id) {
                told.add(id + " removed");
            }
        });
    }

    private static GeneratedBundle bundle(String title) {
        return GeneratedBundle.of("app").head(title).script(title + "()").asset("a.txt", title);
    }

    private String title() {
        return application
                .served()
                .bundle()
                .programs()
                .values()
                .iterator()
                .next()
                .head();
    }

    /** Takes the place of what is there, with other marks even if it has the same files. */
    private void replace(GeneratedBundle bundle) throws IOException {
        Path other = Files.createTempDirectory(temporary, "other");
        bundle.writeTo(other);
        Files.move(folder, Files.createTempDirectory(temporary, "old").resolve("bundle"));
        Files.move(other, folder);
    }

    @Test
    void bundle_isTakenWhenTwoLooksHaveFoundTheSame_andThenTold() throws Exception {
        application.look();
        replace(bundle("second"));

        application.look();
        assertThat(title()).isEqualTo("first");
        assertThat(told).isEmpty();

        application.look();
        assertThat(title()).isEqualTo("second");
        assertThat(told).containsExactly("web.browser second", "web.browser.legacy second", "web.cordova second");
    }

    @Test
    void bundleThatChangesFromLookToLook_isNotTaken() throws Exception {
        replace(bundle("second"));
        application.look();
        replace(bundle("third"));
        application.look();
        assertThat(title()).isEqualTo("first");

        application.look();
        assertThat(title()).isEqualTo("third");
    }

    @Test
    void half_isNotTaken() throws Exception {
        replace(bundle("second"));
        Path head = folder.resolve("programs/web.cordova/head.html");
        Files.delete(head);
        application.look();
        application.look();
        application.look();
        assertThat(title()).isEqualTo("first");

        Files.writeString(head, "second");
        application.look();
        application.look();
        assertThat(title()).isEqualTo("second");
    }

    @Test
    void none_isNotTakenEither() throws Exception {
        Files.move(folder, temporary.resolve("away"));
        application.look();
        application.look();
        assertThat(title()).isEqualTo("first");

        Files.move(temporary.resolve("away"), folder);
        application.look();
        application.look();
        assertThat(told).isEmpty();
    }

    @Test
    void programThatIsNotThereAnyMore_hasNoVersion() throws Exception {
        replace(bundle("second").without("web.cordova"));
        application.look();
        application.look();

        assertThat(told).containsExactly("web.browser second", "web.browser.legacy second", "web.cordova removed");
    }

    @Test
    void fileThatWasFoundToBeAnother_letsTheBundleBeReadAgain() throws Exception {
        Path asset = folder.resolve("programs/web.browser/app/a.txt");
        Files.writeString(asset, "another");
        application.look();
        application.look();
        assertThat(told).isEmpty();

        application.outdate();
        application.look();
        application.look();
        Resource resource = application.served().resource(new Target(Program.MODERN, "/a.txt"));
        assertThat(resource.text()).isEqualTo("another");
    }

    @Test
    void scripts_outliveTheirBundleByOne_assetsDoNot() throws Exception {
        Target script = new Target(Program.MODERN, GeneratedBundle.url("js", "web.browser", "first()"));
        replace(bundle("second"));
        application.look();
        application.look();
        assertThat(application.served().resource(script).text()).endsWith("first()");
        assertThat(application
                        .served()
                        .resource(new Target(Program.MODERN, "/a.txt"))
                        .text())
                .isEqualTo("second");

        replace(bundle("third"));
        application.look();
        application.look();
        assertThat(application.served().resource(script)).isNull();
    }
}
