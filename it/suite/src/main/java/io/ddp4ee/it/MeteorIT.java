package io.ddp4ee.it;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import jakarta.json.JsonObject;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.ddp4ee.meteor.GeneratedBundle;
import io.ddp4ee.test.DdpClient;

import static org.assertj.core.api.Assertions.assertThat;

/** What {@code meteor build} has made is served as Meteor's server does, from several servlets of one application. */
@ExtendWith(ArquillianExtension.class)
class MeteorIT {

    private static final String FIRST = "first()";
    private static final String SECOND = "second()";
    private static final String STYLE = "body { color: blue }";
    private static final String FETCH = "/__meteor__/dynamic-import/fetch";

    private final MeteorClient shop = new MeteorClient("");
    private final MeteorClient admin = new MeteorClient("/admin");
    private final MeteorClient far = new MeteorClient("/far");

    private static GeneratedBundle bundle(String appId) {
        return GeneratedBundle.of(appId)
                .head("<title>" + appId + "</title>")
                .body("<p>The body</p>")
                .style(STYLE)
                .script(FIRST)
                .script(SECOND)
                .asset("a b.txt", "0123456789")
                .asset("manifest.json", "{}")
                .asset("hidden.js.map", "secret")
                .module("imports/late.js", "late()")
                .module("node_modules/meteor/me_shelf/later.js", "later()");
    }

    @Deployment(testable = false)
    static WebArchive war() throws IOException {
        Path folder = Files.createTempDirectory("bundle");
        bundle("shop").writeTo(folder);
        Path within = Files.createTempDirectory("bundle");
        bundle("admin").without("web.browser.legacy").writeTo(within);
        WebArchive war = new MeteorApplication()
                .servlet("shop", "/", folder, Map.of())
                .servlet(
                        "admin",
                        "/admin/*",
                        Path.of("/WEB-INF/bundle/star.json"),
                        Map.of("METEOR_SETTINGS", "{\"public\":{\"b\":3}}", "inline-scripts", "false"))
                .servlet(
                        "far",
                        "/far/*",
                        folder,
                        Map.of(
                                "app-id", "far away",
                                "ROOT_URL", "https://example.org/outer/far",
                                "DDP_DEFAULT_CONNECTION_URL", "https://ddp.example.org",
                                "MOBILE_ROOT_URL", "https://m.example.org/",
                                "DISABLE_SOCKJS", "1",
                                "runtime-config", "{\"accountsConfigCalled\":true}"))
                .into(TestApplication.war())
                .addAsResource(
                        new StringAsset(
                                "METEOR_SETTINGS={\"secret\":\"secret\",\"public\":{\"a\":\"</script>\",\"b\":2}}"),
                        "META-INF/microprofile-config.properties");
        return MeteorApplication.withBundle(war, within);
    }

    private static String url(String type, String text) {
        return GeneratedBundle.url(type, "web.browser", text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/books/7?sort=price", "/program.json", "/star.json"})
    void page_hasAllOfTheProgram(String path) {
        HttpResponse<String> page = shop.get(path);

        String root = MeteorClient.contextPath();
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(MeteorClient.type(page)).isEqualTo("text/html;charset=utf-8");
        assertThat(MeteorClient.header(page, "Vary")).isEqualTo("User-Agent");
        assertThat(page.body())
                .startsWith("<!DOCTYPE html>\n")
                .containsSubsequence(
                        "<link rel=\"stylesheet\" type=\"text/css\" class=\"__meteor-css__\" href=\"" + root
                                + url("css", STYLE) + "?meteor_css_resource=true\">",
                        "<title>shop</title>",
                        "<p>The body</p>",
                        "<script type=\"text/javascript\">__meteor_runtime_config__ = JSON.parse(",
                        "<script type=\"text/javascript\" src=\"" + root + url("js", FIRST)
                                + "?meteor_js_resource=true\">",
                        "<script type=\"text/javascript\" src=\"" + root + url("js", SECOND)
                                + "?meteor_js_resource=true\">")
                .doesNotContain("dynamic", "secret");
    }

    @Test
    void page_tellsWhereItIs_andWhatItIs() {
        JsonObject config = shop.config("/");

        assertThat(config.getString("ROOT_URL")).isEqualTo(MeteorClient.contextRoot() + "/");
        assertThat(config.getString("ROOT_URL_PATH_PREFIX")).isEqualTo(MeteorClient.contextPath());
        assertThat(config.getString("meteorRelease")).isEqualTo("METEOR@3.0.4");
        assertThat(config.getString("gitCommitHash")).isEqualTo("0123456789abcdef");
        assertThat(config.getJsonObject("meteorEnv"))
                .hasToString("{\"NODE_ENV\":\"production\",\"TEST_METADATA\":\"{}\"}");
        assertThat(config.getJsonObject("PUBLIC_SETTINGS")).hasToString("{\"a\":\"</script>\",\"b\":2}");
        assertThat(config.getString("appId")).isEqualTo("shop");
        assertThat(config.getBoolean("isModern")).isTrue();
        assertThat(config.getString("DDP_TRANSPORT")).isEqualTo("sockjs");
        assertThat(config).doesNotContainKeys("DDP_DEFAULT_CONNECTION_URL", "DISABLE_SOCKJS");
        assertThat(config.getJsonObject("autoupdate").getJsonObject("versions"))
                .containsOnlyKeys("web.browser", "web.browser.legacy", "web.cordova");
        assertThat(config.getJsonObject("autoupdate").getJsonObject("versions").getJsonObject("web.browser"))
                .containsOnlyKeys("version", "versionRefreshable", "versionNonRefreshable", "versionReplaceable");
    }

    @Test
    void applicationBelow_isToldOfTheEndpoints_andMayBeInTheWar() {
        HttpResponse<String> page = admin.get("/x");
        assertThat(page.body())
                .contains("<title>admin</title>", MeteorClient.contextPath() + "/admin" + url("js", FIRST))
                .doesNotContain("__meteor_runtime_config__");
        String script = page.body().replaceAll("(?s).*src=\"([^\"]*meteor_runtime_config.js\\?hash=[^\"]*)\".*", "$1");

        HttpResponse<String> answer = new MeteorClient("")
                .get(script.substring(MeteorClient.contextPath().length()));

        assertThat(MeteorClient.header(answer, "Content-Type")).startsWith("application/javascript");
        JsonObject config = MeteorClient.configOf(answer.body());
        assertThat(config.getString("ROOT_URL")).isEqualTo(MeteorClient.contextRoot() + "/admin/");
        assertThat(config.getString("ROOT_URL_PATH_PREFIX")).isEqualTo(MeteorClient.contextPath() + "/admin");
        assertThat(config.getString("DDP_DEFAULT_CONNECTION_URL")).isEqualTo(MeteorClient.contextRoot() + "/");
        assertThat(config.getJsonObject("PUBLIC_SETTINGS")).hasToString("{\"a\":\"</script>\",\"b\":3}");
        assertThat(admin.get("/a%20b.txt").body()).isEqualTo("0123456789");
    }

    @Test
    void settings_areThoseOfMeteor() {
        JsonObject config = far.config("/");

        assertThat(config.getString("ROOT_URL")).isEqualTo("https://example.org/outer/far");
        assertThat(config.getString("ROOT_URL_PATH_PREFIX")).isEqualTo("/outer/far");
        assertThat(config.getString("DDP_DEFAULT_CONNECTION_URL")).isEqualTo("https://ddp.example.org");
        assertThat(config.getString("appId")).isEqualTo("far away");
        assertThat(config.getBoolean("DISABLE_SOCKJS")).isTrue();
        assertThat(config.getString("DDP_TRANSPORT")).isEqualTo("uws");
        assertThat(config.getBoolean("accountsConfigCalled")).isTrue();
        assertThat(far.config("/__cordova/").getString("ROOT_URL")).isEqualTo("https://m.example.org/");
        assertThat(far.get("/").body()).contains("src=\"/outer/far" + url("js", FIRST));
    }

    @Test
    void whoIsNotModern_getsTheLegacyProgram_ifThereIsOne() {
        HttpResponse<String> page = shop.get("/", "User-Agent", MeteorClient.LEGACY);
        String script = GeneratedBundle.url("js", "web.browser.legacy", FIRST);

        assertThat(MeteorClient.configOf(page.body()).getBoolean("isModern")).isFalse();
        assertThat(page.body()).contains(script).doesNotContain(url("js", FIRST));
        assertThat(shop.get(script).body()).isEqualTo("/* web.browser.legacy */\n" + FIRST);
        assertThat(shop.get("/__browser.legacy" + script).body()).isEqualTo("/* web.browser.legacy */\n" + FIRST);
        assertThat(shop.config("/__browser.legacy/any").getBoolean("isModern")).isFalse();
        assertThat(shop.config("/__browser/any", "User-Agent", MeteorClient.LEGACY)
                        .getBoolean("isModern"))
                .isTrue();
        assertThat(admin.get("/", "User-Agent", MeteorClient.LEGACY).body()).contains(url("js", FIRST));
    }

    @Test
    void cordova_getsItsPage() {
        HttpResponse<String> page = shop.get("/__cordova/");
        JsonObject config = MeteorClient.configOf(page.body());

        assertThat(page.body())
                .containsSubsequence(
                        "http-equiv=\"Content-Security-Policy\"",
                        "__meteor_runtime_config__",
                        "src=\"/cordova.js\"",
                        "src=\"" + GeneratedBundle.url("js", "web.cordova", FIRST) + "?meteor_js_resource=true\"");
        assertThat(config.getString("DDP_DEFAULT_CONNECTION_URL")).isEqualTo(MeteorClient.contextRoot() + "/");
        assertThat(config.getBoolean("isModern")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/__browser", "/__browser.legacy", "/__cordova"})
    void manifest_isWhatAProgramIsCopiedBy(String prefix) {
        HttpResponse<String> answer = shop.get(prefix + "/manifest.json");
        JsonObject manifest = MeteorClient.json(answer.body());
        JsonObject versions = shop.config("/").getJsonObject("autoupdate").getJsonObject("versions");

        assertThat(MeteorClient.header(answer, "Content-Type")).startsWith("application/json");
        assertThat(manifest.getString("format")).isEqualTo("web-program-pre1");
        assertThat(manifest.getString("version"))
                .isEqualTo(versions.getJsonObject(prefix.replace("/__", "web.")).getString("version"));
        assertThat(manifest.getJsonObject("PUBLIC_SETTINGS").getInt("b")).isEqualTo(2);
        assertThat(manifest.containsKey("cordovaCompatibilityVersions")).isEqualTo(prefix.equals("/__cordova"));
        assertThat(manifest.getJsonArray("manifest").getValuesAs(JsonObject.class))
                .hasSize(9)
                .filteredOn(item ->
                        item.containsKey("url") && !item.getString("url").equals("/manifest.json"))
                .allSatisfy(item -> assertThat(
                                shop.get(prefix + item.getString("url")).body().length())
                        .isEqualTo(item.getInt("size")));
        assertThat(answer.body()).doesNotContain(".map", "sourceMap");
        assertThat(shop.get(prefix + "/manifest.json", "If-None-Match", MeteorClient.header(answer, "ETag"))
                        .statusCode())
                .isEqualTo(304);
        assertThat(shop.get("/manifest.json").body()).isEqualTo("{}");
    }

    @Test
    void file_isCachedByItsHash() {
        HttpResponse<String> script = shop.get(url("js", FIRST) + "?meteor_js_resource=true");
        String tag = MeteorClient.header(script, "ETag");

        assertThat(script.body()).isEqualTo("/* web.browser */\n" + FIRST);
        assertThat(MeteorClient.type(script)).isEqualTo("application/javascript;charset=utf-8");
        assertThat(MeteorClient.header(script, "Cache-Control")).isEqualTo("public, max-age=31536000");
        assertThat(MeteorClient.header(script, "Vary")).isEqualTo("User-Agent");
        assertThat(tag).isEqualTo("\"" + url("js", FIRST).substring(1, 41) + "\"");
        assertThat(script.headers().map()).doesNotContainKeys("Last-Modified", "X-SourceMap");

        for (String known : new String[] {tag, "W/" + tag, "\"x\", " + tag, "*"}) {
            HttpResponse<String> again = shop.get(url("js", FIRST), "If-None-Match", known);
            assertThat(again.statusCode()).isEqualTo(304);
            assertThat(again.body()).isEmpty();
            assertThat(MeteorClient.header(again, "ETag")).isEqualTo(tag);
        }
        assertThat(shop.get(url("js", FIRST), "If-None-Match", "\"x\"").statusCode())
                .isEqualTo(200);
        assertThat(MeteorClient.type(shop.get(url("css", STYLE)))).isEqualTo("text/css;charset=utf-8");
    }

    @Test
    void asset_isAskedForEachTime_andMayBeHadInParts() {
        HttpResponse<String> asset = shop.get("/a%20b.txt");

        assertThat(asset.body()).isEqualTo("0123456789");
        assertThat(MeteorClient.header(asset, "Cache-Control")).isEqualTo("public, max-age=0");
        assertThat(MeteorClient.type(asset)).isEqualTo("text/plain;charset=utf-8");
        assertThat(asset.headers().map()).doesNotContainKeys("Last-Modified", "Vary");

        HttpResponse<String> part = shop.get("/a%20b.txt", "Range", "bytes=2-4");
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).isEqualTo("234");
        assertThat(MeteorClient.header(part, "Content-Range")).isEqualTo("bytes 2-4/10");
        assertThat(shop.get("/a%20b.txt", "Range", "bytes=2-4", "If-Range", "\"old\"")
                        .body())
                .isEqualTo("0123456789");
        assertThat(shop.get("/a%20b.txt", "Range", "bytes=10-").statusCode()).isEqualTo(416);
    }

    @Test
    void head_isGetWithoutTheBody() {
        for (String path :
                new String[] {"/", "/a%20b.txt", url("js", FIRST), "/favicon.ico", "/__cordova/manifest.json"}) {
            HttpResponse<String> get = shop.get(path);
            HttpResponse<String> head = shop.send("HEAD", path, "");
            assertThat(head.statusCode()).as(path).isEqualTo(get.statusCode());
            assertThat(head.body()).as(path).isEmpty();
            for (String name : new String[] {"Content-Type", "Content-Length", "ETag", "Cache-Control"}) {
                assertThat(MeteorClient.header(head, name))
                        .as(path + " " + name)
                        .isEqualTo(MeteorClient.header(get, name));
            }
        }
    }

    @Test
    void whatIsNotThere_isNotAlwaysAPage() {
        HttpResponse<String> style = shop.get("/old.css?meteor_css_resource=true");
        assertThat(style.statusCode()).isEqualTo(200);
        assertThat(MeteorClient.header(style, "Content-Type")).startsWith("text/css");
        assertThat(style.body()).isEqualTo(".meteor-css-not-found-error { width: 0px;}");
        assertThat(MeteorClient.header(style, "Cache-Control")).isEqualTo("no-cache");

        for (String path : new String[] {
            "/old.js?meteor_js_resource=true",
            "/old?a=b&meteor_dont_serve_index=true",
            "/favicon.ico",
            "/robots.txt",
            "/app.manifest"
        }) {
            HttpResponse<String> missing = shop.get(path);
            assertThat(missing.statusCode()).as(path).isEqualTo(404);
            assertThat(MeteorClient.header(missing, "Cache-Control")).as(path).isEqualTo("no-cache");
        }
        for (String method : new String[] {"POST", "PUT", "DELETE", "PATCH"}) {
            HttpResponse<String> refused = shop.send(method, "/", "");
            assertThat(refused.statusCode()).as(method).isEqualTo(405);
            assertThat(MeteorClient.header(refused, "Allow")).isEqualTo("OPTIONS, GET, HEAD");
        }
        assertThat(shop.send("OPTIONS", "/", "").statusCode()).isEqualTo(200);
    }

    @Test
    void module_isFetchedWhenItIsNeeded() {
        String tree = "{\"imports\":{\"late.js\":1},\"node_modules\":{\"meteor\":{\"me:shelf\":{\"later.js\":1}}}}";
        for (String method : new String[] {"POST", "PUT"}) {
            HttpResponse<String> answer = shop.send(method, FETCH, tree);
            assertThat(answer.body())
                    .isEqualTo("{\"imports\":{\"late.js\":\"// web.browser\\nlate()\"},\"node_modules\":{\"meteor\":"
                            + "{\"me:shelf\":{\"later.js\":\"// web.browser\\nlater()\"}}}}");
            assertThat(MeteorClient.header(answer, "Content-Type")).startsWith("application/json");
            assertThat(MeteorClient.header(answer, "Access-Control-Allow-Origin"))
                    .isEqualTo("*");
        }
        assertThat(shop.send("POST", FETCH, tree, "User-Agent", MeteorClient.LEGACY)
                        .body())
                .contains("// web.browser.legacy");
        assertThat(shop.send("POST", "/__cordova" + FETCH, tree).body()).contains("// web.cordova");
        assertThat(admin.send("POST", FETCH, tree).body()).contains("late()");

        HttpResponse<String> options =
                shop.send("OPTIONS", FETCH, "", "Access-Control-Request-Headers", "content-type");
        assertThat(options.statusCode()).isEqualTo(200);
        assertThat(MeteorClient.header(options, "Access-Control-Allow-Headers")).isEqualTo("content-type");
        assertThat(shop.get(FETCH).statusCode()).isEqualTo(405);
        assertThat(shop.send("POST", FETCH, "{\"..\":{\"app\":{\"a b.txt\":1}}}")
                        .statusCode())
                .isEqualTo(404);
        assertThat(shop.send("POST", FETCH, "{").statusCode()).isEqualTo(400);
        assertThat(shop.send("POST", FETCH, "[]").statusCode()).isEqualTo(400);
        assertThat(shop.send("POST", FETCH, "{\"a\":\"" + "x".repeat(1_100_000) + "\"}")
                        .statusCode())
                .isEqualTo(413);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/programs/server/boot.js",
                "/programs/server/config.json",
                "/../server/boot.js",
                "/%2e%2e/server/boot.js",
                "/app/..%2f..%2fserver/boot.js",
                "/__browser/../server/boot.js",
                "/..%5cserver%5cboot.js",
                "/WEB-INF/bundle/programs/server/boot.js",
                "/WEB-INF/web.xml",
                "/hidden.js.map",
                "/app/hidden.js.map",
                "/__cordova/hidden.js.map"
            })
    void nothingElse_isServed(String path) {
        for (MeteorClient client : new MeteorClient[] {shop, admin}) {
            HttpResponse<String> answer = client.get(path);
            assertThat(answer.body()).doesNotContain("secret", "\"appId\"", "web-app");
            if (path.endsWith(".map")) {
                assertThat(answer.statusCode()).isEqualTo(404);
            }
        }
        assertThat(shop.get(url("js", FIRST) + ".map").statusCode()).isEqualTo(404);
    }

    @Test
    void endpoints_areBesideThePage() {
        assertThat(shop.get("/sockjs/info").body()).startsWith("{\"websocket\":true");
        assertThat(shop.get("/ddp/client.js").body()).contains("export function connect");
        try (DdpClient client = TestApplication.client()) {
            assertThat(client.call("increment", 1)).isEqualTo(2L);
        }
    }
}
