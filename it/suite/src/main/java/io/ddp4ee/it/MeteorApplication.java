package io.ddp4ee.it;

import java.io.File;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** A WAR with servlets that serve bundles. */
final class MeteorApplication {

    private final StringBuilder servlets = new StringBuilder();
    private int count;

    /** With one servlet, and what the model has. */
    static WebArchive war(String pattern, Path bundle) {
        return new MeteorApplication()
                .servlet(pattern, Map.of("bundle", bundle.toString()))
                .into(TestApplication.war());
    }

    MeteorApplication servlet(String pattern, Map<String, String> parameters) {
        String name = "meteor" + ++count;
        servlets.append("<servlet><servlet-name>")
                .append(name)
                .append("</servlet-name>")
                .append("<servlet-class>io.ddp4ee.meteor.MeteorServlet</servlet-class>");
        new LinkedHashMap<>(parameters)
                .forEach((key, value) -> servlets.append(
                        "<init-param><param-name>%s</param-name><param-value>%s</param-value></init-param>"
                                .formatted(key, value.replace("&", "&amp;").replace("<", "&lt;"))));
        servlets.append(
                "</servlet><servlet-mapping><servlet-name>%s</servlet-name><url-pattern>%s</url-pattern></servlet-mapping>\n"
                        .formatted(name, pattern));
        return this;
    }

    WebArchive into(WebArchive war) {
        return war.addAsLibraries(new File(System.getProperty("it.meteor")))
                .addAsWebInfResource(
                        new StringAsset("<web-app xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" version=\"6.0\">\n"
                                + servlets + "</web-app>\n"),
                        "web.xml");
    }
}
