package io.ddp4ee.it;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import io.ddp4ee.test.DdpClient;
import io.ddp4ee.test.DdpErrorException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** A front end learns what the application has, if it may. */
@ExtendWith(ArquillianExtension.class)
class SchemaIT {

    @Deployment(testable = false)
    static WebArchive war() {
        return TestApplication.war(Clerks.class)
                .addAsResource(
                        new StringAsset("ddp.development=true\nddp.schema.role=clerk"),
                        "META-INF/microprofile-config.properties");
    }

    private static HttpResponse<String> get(String file) throws Exception {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .build()
                .send(
                        HttpRequest.newBuilder(URI.create(TestApplication.url().replace("/websocket", "/ddp/" + file)))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void method_answersTheRole_andNobodyElse() {
        try (DdpClient clerk = Clerks.clerk();
                DdpClient visitor = Clerks.visitor();
                DdpClient nobody = TestApplication.client()) {
            Map<?, ?> schema = (Map<?, ?>) clerk.call("schema");

            Map<?, ?> article = (Map<?, ?>) ((Map<?, ?>) schema.get("collections")).get("article");
            assertThat(((Map<?, ?>) article.get("properties")).get("section_id"))
                    .isEqualTo(Map.of("type", "string", "collection", "section", "nullable", true));
            assertThat(((Map<?, ?>) schema.get("publications")).get("articlesOfSection"))
                    .isEqualTo(Map.of("parameters", List.of(Map.of("title", "param1"))));
            assertThat(((Map<?, ?>) schema.get("methods")).get("increment"))
                    .isEqualTo(Map.of(
                            "parameters",
                            List.of(Map.of("type", "integer", "title", "value")),
                            "result",
                            Map.of("type", "integer")));
            for (DdpClient refused : List.of(visitor, nobody)) {
                assertThatExceptionOfType(DdpErrorException.class)
                        .isThrownBy(() -> refused.call("schema"))
                        .satisfies(e -> assertThat(e.error()).isEqualTo(403L));
            }
        }
    }

    @Test
    void document_isServedInDevelopment() throws Exception {
        HttpResponse<String> json = get("schema.json");

        assertThat(json.statusCode()).isEqualTo(200);
        assertThat(json.headers().firstValue("Content-Type")).get().asString().startsWith("application/json");
        assertThat(json.body()).startsWith("{\"collections\":{").contains("\"methods\":{");
    }

    @Test
    void declarations_typeTheBrowserModule(@TempDir Path directory) throws Exception {
        for (String name : List.of("client.js", "accounts.js", "schema.d.ts")) {
            Files.writeString(directory.resolve(name), get(name).body());
        }
        copyUsage(directory.resolve("schema-usage.ts"));

        NodeClients.run(
                "node",
                "node_modules/typescript/bin/tsc",
                "--ignoreConfig",
                "--allowJs",
                "--checkJs",
                "--strict",
                "--noEmit",
                "--target",
                "es2022",
                "--module",
                "es2022",
                "--moduleResolution",
                "bundler",
                "--lib",
                "es2022,dom",
                "--types",
                "",
                directory.resolve("schema-usage.ts").toString());
    }

    private static void copyUsage(Path to) throws IOException {
        Files.copy(Path.of(System.getProperty("it.clients", "."), "schema-usage.ts"), to);
    }
}
