package io.ddp4ee.it;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** A WAR whose {@code web.xml} has servlets that serve bundles. */
final class MeteorApplication {

    private final StringBuilder servlets = new StringBuilder();

    MeteorApplication servlet(String name, String pattern, Path bundle, Map<String, String> parameters) {
        servlets.append("<servlet><servlet-name>" + name + "</servlet-name>"
                + "<servlet-class>io.ddp4ee.meteor.MeteorServlet</servlet-class>");
        parameter("bundle", bundle.toString());
        parameters.forEach(this::parameter);
        servlets.append("</servlet><servlet-mapping><servlet-name>" + name + "</servlet-name><url-pattern>" + pattern
                + "</url-pattern></servlet-mapping>\n");
        return this;
    }

    private void parameter(String name, String value) {
        String escaped = value.replace("&", "&amp;").replace("<", "&lt;");
        servlets.append("<init-param><param-name>" + name + "</param-name><param-value>" + escaped
                + "</param-value></init-param>");
    }

    /** Puts a bundle to {@code /WEB-INF/bundle}. */
    static WebArchive withBundle(WebArchive war, Path bundle) throws IOException {
        try (Stream<Path> files = Files.walk(bundle)) {
            files.filter(Files::isRegularFile)
                    .forEach(file -> war.addAsWebInfResource(file.toFile(), "bundle/" + bundle.relativize(file)));
        }
        return war;
    }

    WebArchive into(WebArchive war) {
        return war.addAsLibraries(new File(System.getProperty("it.meteor")))
                .addAsWebInfResource(
                        new StringAsset("<web-app xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" version=\"6.0\">\n"
                                + servlets + "</web-app>\n"),
                        "web.xml");
    }
}
