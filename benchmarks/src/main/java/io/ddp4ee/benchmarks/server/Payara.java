package io.ddp4ee.benchmarks.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Payara.
 *
 * @param home where it is installed
 */
record Payara(Path home) implements Product {

    private static final int ADMINISTRATION = 48;

    @Override
    public String name() {
        Path versions = home.resolve("glassfish/config/branding/glassfish-version.properties");
        return "Payara " + Versions.in(versions, "major_version", "minor_version", "update_version");
    }

    @Override
    public Server start(Installation installation) throws IOException, InterruptedException {
        Path domains = installation.directory().resolve("domains");
        Path domain = domains.resolve(installation.name());
        Files.createDirectories(domains);
        create(installation, domains, domain);
        asadmin("start-domain", "--domaindir", domains.toString(), installation.name());
        long process =
                Long.parseLong(Files.readString(domain.resolve("config/pid")).trim());
        Server server = new Server(installation.name(), installation.port(), process);
        for (Map.Entry<String, String> database : installation.databases().entrySet()) {
            addDataSource(installation, database.getKey(), database.getValue());
        }
        for (Map.Entry<String, Path> application : installation.applications().entrySet()) {
            String root = application.getKey();
            administer(
                    installation,
                    "deploy",
                    "--contextroot",
                    root,
                    "--name",
                    root,
                    application.getValue().toString());
        }
        return server;
    }

    private void create(Installation installation, Path domains, Path domain) throws IOException, InterruptedException {
        asadmin(
                "create-domain",
                "--nopassword",
                "true",
                "--domaindir",
                domains.toString(),
                "--portbase",
                Integer.toString(installation.portBase()),
                installation.name());
        Files.copy(
                installation.driver(),
                domain.resolve("lib").resolve(installation.driver().getFileName()));
        StringBuilder options = new StringBuilder("$0");
        installation.jvmOptions().forEach(option -> options.append("<jvm-options>")
                .append(option)
                .append("</jvm-options>"));
        Path configuration = domain.resolve("config/domain.xml");
        String xml = Files.readString(configuration)
                .replaceAll("<jvm-options>-Xm[xs][^<]*</jvm-options>", "")
                .replaceAll("<java-config[^>]*>", options.toString());
        Files.writeString(configuration, xml);
    }

    private void addDataSource(Installation installation, String name, String database)
            throws IOException, InterruptedException {
        String pool = database + "-pool";
        String properties = "serverName=localhost:portNumber=%d:databaseName=%s:user=%s:password=%s"
                .formatted(installation.databasePort(), database, installation.name(), installation.password());
        administer(
                installation,
                "create-jdbc-connection-pool",
                "--datasourceclassname",
                "org.postgresql.ds.PGSimpleDataSource",
                "--restype",
                "javax.sql.DataSource",
                "--maxpoolsize",
                "50",
                "--property",
                properties,
                pool);
        administer(installation, "create-jdbc-resource", "--connectionpoolid", pool, name);
    }

    private void administer(Installation installation, String... arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("--port", Integer.toString(installation.portBase() + ADMINISTRATION)));
        command.addAll(List.of(arguments));
        asadmin(command.toArray(String[]::new));
    }

    private void asadmin(String... arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(home.resolve("bin/asadmin").toString()));
        command.addAll(List.of(arguments));
        Commands.run(Map.of("AS_JAVA", System.getProperty("java.home")), command);
    }
}
