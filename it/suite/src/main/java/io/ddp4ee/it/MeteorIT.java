package io.ddp4ee.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.ddp4ee.meteor.GeneratedBundle;

import static org.assertj.core.api.Assertions.assertThat;

/** What {@code meteor build} has made is served to browsers. */
@ExtendWith(ArquillianExtension.class)
class MeteorIT {

    private static final String SCRIPT = "globalThis.started = true";

    @Deployment(testable = false)
    static WebArchive war() throws IOException {
        Path bundle = Files.createTempDirectory("bundle");
        GeneratedBundle.of("shop").head("<title>Shop</title>").script(SCRIPT).writeTo(bundle);
        return MeteorApplication.war("/", bundle);
    }

    @Test
    void page_hasTheScript() {
        MeteorClient client = new MeteorClient("");
        assertThat(client.get("/anywhere").body()).contains("<title>Shop</title>", "meteor_js_resource=true");
        assertThat(client.get(GeneratedBundle.url("js", "web.browser", SCRIPT)).body())
                .endsWith(SCRIPT);
    }
}
