package io.ddp4ee.it;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import jakarta.json.JsonObject;

import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.ddp4ee.meteor.GeneratedBundle;
import io.ddp4ee.test.DdpClient;

import static org.assertj.core.api.Assertions.assertThat;

/** A bundle takes another's place while it is served: clients learn of it, and browsers load the page again, once. */
@ExtendWith(ArquillianExtension.class)
class MeteorUpdateIT {

    private static final String VERSIONS = "meteor_autoupdate_clientVersions";
    private static final String BLUE = "body { color: rgb(0, 0, 255) }";
    private static final String RED = "body { color: rgb(255, 0, 0) }";

    /** Written by the tests, and read by the server. */
    private static final Path FOLDER = folder();

    private final MeteorClient shop = new MeteorClient("");

    private static Path folder() {
        try {
            return Files.createTempDirectory("meteor").resolve("bundle");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Deployment(testable = false)
    static WebArchive war() throws IOException {
        bundle("shop", "first", BLUE).writeTo(FOLDER);
        Path within = Files.createTempDirectory("bundle");
        bundle("admin", "admin", RED).writeTo(within);
        WebArchive war = TestApplication.war();
        // Another origin than that of the page, which says localhost.
        String second = "http://127.0.0.1:" + System.getProperty("it.port") + "/"
                + war.getName().replace(".war", "/");
        new MeteorApplication()
                .servlet("shop", "/", FOLDER, Map.of("METEOR_SETTINGS", "{\"public\":{\"second\":\"" + second + "\"}}"))
                .into(war)
                .addClass(AdminServlet.class);
        return MeteorApplication.withBundle(war, within);
    }

    private static GeneratedBundle bundle(String appId, String title, String style) throws IOException {
        File clients = new File(System.getProperty("it.clients"));
        return GeneratedBundle.of(appId)
                .head("<title>" + title + "</title><link rel=\"icon\" href=\"data:,\">")
                .style(style)
                .script(Files.readString(clients.toPath().resolve("node_modules/sockjs-client/dist/sockjs.min.js")))
                .script(Files.readString(clients.toPath().resolve("meteor-program.js")))
                .asset("readme.txt", title);
    }

    private static void await(String what, ThrowingRunnable assertion) {
        Awaitility.await(what).atMost(Duration.ofSeconds(30)).untilAsserted(assertion);
    }

    private void serve(String title, String style) throws IOException {
        bundle("shop", title, style).writeTo(FOLDER);
        await("the bundle", () -> assertThat(shop.get("/").body())
                .contains("<title>" + title + "</title>", GeneratedBundle.url("css", "web.browser", style)));
    }

    private JsonObject versions(String arch) {
        return shop.config("/")
                .getJsonObject("autoupdate")
                .getJsonObject("versions")
                .getJsonObject(arch);
    }

    @BeforeEach
    void serveTheFirst() throws IOException {
        serve("first", BLUE);
    }

    @Test
    void client_learnsOfEachVersion() throws Exception {
        try (DdpClient client = TestApplication.client();
                DdpClient of = TestApplication.client()) {
            client.subscribe(VERSIONS, "shop").awaitReady();
            assertThat(client.collection(VERSIONS).ids())
                    .containsExactlyInAnyOrder(
                            "web.browser",
                            "web.browser.legacy",
                            "web.cordova",
                            "version",
                            "version-refreshable",
                            "version-cordova");
            assertThat(client.collection(VERSIONS).get("version")).isEqualTo(Map.of("version", "outdated"));
            JsonObject before = versions("web.browser");
            assertThat(client.collection(VERSIONS).get("web.browser"))
                    .containsEntry("version", before.getString("version"))
                    .containsEntry("versionNonRefreshable", before.getString("versionNonRefreshable"))
                    .containsEntry(
                            "assets",
                            List.of(Map.of(
                                    "url",
                                    MeteorClient.contextPath() + GeneratedBundle.url("css", "web.browser", BLUE)
                                            + "?meteor_css_resource=true")));

            serve("first", RED);
            JsonObject after = versions("web.browser");
            client.awaitField(VERSIONS, "web.browser", "version", after.getString("version"));
            assertThat(after.getString("versionRefreshable")).isNotEqualTo(before.getString("versionRefreshable"));
            assertThat(after.getString("versionNonRefreshable")).isEqualTo(before.getString("versionNonRefreshable"));
            client.verify();
            // For a page that came before it.
            assertThat(shop.get(GeneratedBundle.url("css", "web.browser", BLUE)).body())
                    .endsWith(BLUE);

            of.subscribe(VERSIONS, "admin").awaitReady();
            assertThat(of.collection(VERSIONS).get("web.browser").get("version"))
                    .isNotEqualTo(after.getString("version"));
        }
    }

    @Test
    void whoIsOfNoneOfThem_learnsNothing() {
        try (DdpClient client = TestApplication.client()) {
            client.subscribe(VERSIONS, "another").awaitReady();
            client.subscribe(VERSIONS).awaitReady();
            assertThat(client.collection(VERSIONS).ids()).isEmpty();
        }
    }

    @Test
    void bundle_isTakenAsAWhole() throws Exception {
        String first = versions("web.browser").getString("version");
        Path other = FOLDER.resolveSibling("other");
        bundle("shop", "second", BLUE).writeTo(other);
        Path missing = Path.of("programs/web.browser/head.html");
        String head = Files.readString(other.resolve(missing));
        Files.delete(other.resolve(missing));
        ServerLog log = new ServerLog();
        Files.move(FOLDER, FOLDER.resolveSibling("first"));
        Files.move(other, FOLDER);

        log.await("goes on with what it has read before: The Meteor bundle is incomplete: " + missing);

        assertThat(versions("web.browser").getString("version")).isEqualTo(first);
        assertThat(shop.get("/").body()).contains("<title>first</title>");
        Files.writeString(FOLDER.resolve(missing), head);
        await("the second", () -> assertThat(shop.get("/").body()).contains("<title>second</title>"));
    }

    @Test
    void browser_loadsThePageAgainOnce_andExchangesStyleSheets() throws Exception {
        try (NodeClients browser = NodeClients.start("node", "meteor.js", MeteorClient.contextRoot() + "/")) {
            await("the page", () -> {
                assertThat(browser.told("loaded ")).containsExactly("1 first");
                assertThat(browser.told("primary ")).containsExactly("2");
                assertThat(browser.told("secondary ")).containsExactly("2");
                assertThat(browser.told("ready ")).containsExactly("6");
                assertThat(browser.told("color ")).containsExactly("rgb(0, 0, 255)");
            });

            serve("second", BLUE);
            await("the second page", () -> {
                assertThat(browser.told("loaded ")).containsExactly("1 first", "2 second");
                assertThat(browser.told("ready ")).hasSize(2);
                assertThat(browser.told("color ")).hasSize(2);
            });

            serve("second", RED);
            await("the other color", () -> assertThat(browser.told("color "))
                    .containsExactly("rgb(0, 0, 255)", "rgb(0, 0, 255)", "rgb(255, 0, 0)"));
            browser.finish();
            assertThat(browser.told("loads ")).containsExactly("2");
            assertThat(browser.text()).containsOnlyOnce("reloads");
        }
    }

    @Test
    void browser_findsTheEndpointsFromBelow() throws Exception {
        try (NodeClients browser =
                NodeClients.start("node", "meteor.js", MeteorClient.contextRoot() + "/admin/deep/path")) {
            await("the page", () -> {
                assertThat(browser.told("loaded ")).containsExactly("1 admin");
                assertThat(browser.told("primary ")).containsExactly("2");
                assertThat(browser.told("ready ")).containsExactly("6");
            });
            browser.finish();
            assertThat(browser.told("loads ")).containsExactly("1");
        }
    }

    @Test
    void pageFromElsewhere_isServedTheData() throws Exception {
        try (NodeClients browser =
                NodeClients.start("node", "meteor.js", MeteorClient.contextRoot() + "/", "elsewhere")) {
            await("the page", () -> {
                assertThat(browser.told("loaded ")).containsExactly("1 Elsewhere");
                assertThat(browser.told("primary ")).containsExactly("2");
                assertThat(browser.told("ready ")).containsExactly("0");
            });
            browser.finish();
        }
    }
}
