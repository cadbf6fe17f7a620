package io.ddp4ee.it;

import java.io.File;
import java.util.List;

import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;

import io.ddp4ee.it.model.Article;
import io.ddp4ee.test.DdpClient;

/**
 * The application that the tests deploy: an ordinary WAR with our jars in it. What differs between servers comes from
 * system properties, which the build sets for the tests and for the servers alike.
 */
final class TestApplication {

    private TestApplication() {}

    /** With the model, the publications and the methods of the tests. */
    static WebArchive war(Class<?>... classes) {
        return modelled(bare(), "drop-and-create").addClasses(classes);
    }

    private static WebArchive modelled(WebArchive war, String schema) {
        return war.addPackage(Article.class.getPackage())
                .addClasses(
                        Jpa.class,
                        ModelPublications.class,
                        ModelMethods.class,
                        EchoMethods.class,
                        TestApplication.class)
                .addAsResource(new StringAsset(persistenceXml("it", "", schema)), "META-INF/persistence.xml");
    }

    /** The same for a second server, which leaves the tables as they are, and reaches the database through a wiretap. */
    static WebArchive second() {
        return modelled(bare(System.getProperty("it.second.database.port")), "none");
    }

    /** With nothing but our jars, and the data source where the server has none. */
    static WebArchive bare() {
        return bare(System.getProperty("it.database.port"));
    }

    private static WebArchive bare(String databasePort) {
        WebArchive war = ShrinkWrap.create(WebArchive.class, "it.war")
                .addAsLibraries(files("it.libraries"))
                .addAsLibraries(files("it.test.libraries"))
                .addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml");
        return switch (System.getProperty("it.server")) {
            case "payara" ->
                war.addAsWebInfResource(new StringAsset(payaraResources(databasePort)), "payara-resources.xml");
            case "wildfly" -> war.addAsWebInfResource(new StringAsset(wildFlyDataSources(databasePort)), "it-ds.xml");
            default -> war;
        };
    }

    private static String wildFlyDataSources(String databasePort) {
        return "<datasources xmlns=\"urn:jboss:domain:datasources:5.0\">"
                + wildFlyDataSource("it", "", databasePort)
                + wildFlyDataSource("local", "jta=\"false\"", databasePort)
                + wildFlyXaDataSource("xa", databasePort)
                + wildFlyXaDataSource("xa2", databasePort)
                + "</datasources>";
    }

    private static String wildFlyDataSource(String name, String more, String databasePort) {
        return """
                <datasource jndi-name="java:/jdbc/%1$s" pool-name="%1$s" %2$s>
                  <connection-url>jdbc:postgresql://localhost:%3$s/postgres</connection-url>
                  <driver>postgresql.jar</driver>
                  <pool><max-pool-size>50</max-pool-size></pool>
                  <security><user-name>postgres</user-name><password>postgres</password></security>
                </datasource>
                """.formatted(name, more, databasePort);
    }

    private static String wildFlyXaDataSource(String name, String databasePort) {
        return """
                <xa-datasource jndi-name="java:/jdbc/%1$s" pool-name="%1$s">
                  <xa-datasource-property name="url">jdbc:postgresql://localhost:%2$s/postgres</xa-datasource-property>
                  <xa-datasource-class>org.postgresql.xa.PGXADataSource</xa-datasource-class>
                  <driver>postgresql.jar</driver>
                  <security><user-name>postgres</user-name><password>postgres</password></security>
                </xa-datasource>
                """.formatted(name, databasePort);
    }

    private static String payaraResources(String databasePort) {
        String doctype =
                "<!DOCTYPE resources PUBLIC \"-//Payara.fish//DTD Payara Server 4 Resource Definitions//EN\" \"https://"
                        + "raw.githubusercontent.com/payara/Payara-Server-Documentation/master/schemas/payara-resources_1_6.dtd\">";
        String simple = "javax.sql.DataSource\" datasource-classname=\"org.postgresql.ds.PGSimpleDataSource";
        String xa = "javax.sql.XADataSource\" datasource-classname=\"org.postgresql.xa.PGXADataSource";
        return doctype + "<resources>"
                + payaraPool("it", simple, "", databasePort)
                + payaraPool("local", simple, "non-transactional-connections=\"true\"", databasePort)
                + payaraPool("xa", xa, "", databasePort)
                + payaraPool("xa2", xa, "", databasePort)
                + "</resources>";
    }

    private static String payaraPool(String name, String type, String more, String databasePort) {
        return """
                <jdbc-connection-pool name="java:app/%1$s-pool" res-type="%2$s" max-pool-size="50" %3$s
                    is-connection-validation-required="true" connection-validation-method="custom-validation"
                    validation-classname="org.glassfish.api.jdbc.validation.PostgresConnectionValidation">
                  <property name="url" value="jdbc:postgresql://localhost:%4$s/postgres"/>
                  <property name="user" value="postgres"/>
                  <property name="password" value="postgres"/>
                </jdbc-connection-pool>
                <jdbc-resource jndi-name="java:app/jdbc/%1$s" pool-name="java:app/%1$s-pool"/>
                """.formatted(name, type, more, databasePort);
    }

    private static File[] files(String property) {
        String[] paths = System.getProperty(property).split(File.pathSeparator, -1);
        File[] files = new File[paths.length];
        for (int i = 0; i < paths.length; i++) {
            files[i] = new File(paths[i]);
        }
        return files;
    }

    /** The JNDI name of a data source of the tests: the server's own ways of naming, and ours for the rest. */
    static String dataSource(String name) {
        return System.getProperty("it.datasource") + name;
    }

    /** @param more elements of the persistence unit */
    static String persistenceXml(String more) {
        return persistenceXml("it", more, "drop-and-create");
    }

    /** The model over another data source. */
    static String persistenceXmlOver(String dataSource) {
        return persistenceXml(dataSource, "", "drop-and-create");
    }

    private static String persistenceXml(String dataSource, String more, String schema) {
        return """
                <persistence xmlns="https://jakarta.ee/xml/ns/persistence" version="3.0">
                  <persistence-unit name="it">
                    <jta-data-source>%s</jta-data-source>
                    %s
                    <properties>
                      <property name="jakarta.persistence.schema-generation.database.action" value="%s"/>
                    </properties>
                  </persistence-unit>
                </persistence>
                """.formatted(dataSource(dataSource), more, schema);
    }

    /** Of one unit with transactions of its own. */
    static String localPersistenceXml() {
        return """
                <persistence xmlns="https://jakarta.ee/xml/ns/persistence" version="3.0">
                  <persistence-unit name="local" transaction-type="RESOURCE_LOCAL">
                    <non-jta-data-source>%s</non-jta-data-source>
                    <properties>
                      <property name="jakarta.persistence.schema-generation.database.action" value="drop-and-create"/>
                    </properties>
                  </persistence-unit>
                </persistence>
                """.formatted(dataSource("local"));
    }

    /** The endpoint of the first server, also from within. */
    static String url() {
        return "http://localhost:" + System.getProperty("it.port") + "/it/websocket";
    }

    /** A session with the first server. */
    static DdpClient client() {
        return DdpClient.connect(url());
    }

    /** A session with the first server that has subscribed to these collections of the model. */
    static DdpClient subscribed(String... collections) {
        DdpClient client = client();
        client.subscribe("all", List.of(collections)).awaitReady();
        return client;
    }

    /** An id that no test has used. */
    static long nextId() {
        return System.nanoTime();
    }
}
