package io.ddp4ee.benchmarks.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Open Liberty.
 *
 * @param home where it is installed
 */
record OpenLiberty(Path home) implements Product {

    private static final String FEATURES = """
              <featureManager>
                <feature>cdi-4.0</feature>
                <feature>concurrent-3.0</feature>
                <feature>enterpriseBeansLite-4.0</feature>
                <feature>jsonb-3.0</feature>
                <feature>mpConfig-3.1</feature>
                <feature>persistence-3.1</feature>
                <feature>restfulWS-3.1</feature>
                <feature>servlet-6.0</feature>
                <feature>websocket-2.1</feature>
              </featureManager>
            """;

    @Override
    public String name() {
        return "Open Liberty "
                + Versions.in(home.resolve("lib/versions/openliberty.properties"), "com.ibm.websphere.productVersion");
    }

    @Override
    public Server start(Installation installation) throws IOException, InterruptedException {
        Path servers = installation.directory().resolve("servers");
        Path server = servers.resolve(installation.name());
        Files.createDirectories(server);
        Files.writeString(server.resolve("server.xml"), configuration(installation));
        Files.write(server.resolve("jvm.options"), installation.jvmOptions());
        Map<String, String> environment = Map.of(
                "WLP_USER_DIR", installation.directory().toString(), "JAVA_HOME", System.getProperty("java.home"));
        Commands.run(environment, List.of(home.resolve("bin/server").toString(), "start", installation.name()));
        long process = Long.parseLong(Files.readString(servers.resolve(".pid").resolve(installation.name() + ".pid"))
                .trim());
        return new Server(installation.name(), installation.port(), process);
    }

    private static String configuration(Installation installation) {
        StringBuilder xml = new StringBuilder("<server>\n").append(FEATURES);
        xml.append("  <httpEndpoint id=\"defaultHttpEndpoint\" host=\"localhost\" httpPort=\"%d\" httpsPort=\"-1\"/>\n"
                .formatted(installation.port()));
        xml.append("  <library id=\"postgresql\"><file name=\"%s\"/></library>\n".formatted(installation.driver()));
        installation
                .databases()
                .forEach((name, database) -> xml.append("""
                  <dataSource jndiName="%s">
                    <jdbcDriver libraryRef="postgresql"/>
                    <connectionManager maxPoolSize="50"/>
                    <properties.postgresql serverName="localhost" portNumber="%d" databaseName="%s" user="%s" password="%s"/>
                  </dataSource>
                """.formatted(
                        name, installation.databasePort(), database, installation.name(), installation.password())));
        installation
                .applications()
                .forEach((root, war) ->
                        xml.append("  <webApplication location=\"%s\" contextRoot=\"/%s\" name=\"%s\"/>\n"
                                .formatted(war, root, root)));
        return xml.append("</server>\n").toString();
    }
}
