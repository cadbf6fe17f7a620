package io.ddp4ee.it;

import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The data sources of the tests: the server's own on Liberty, the application's on the others. */
final class DataSources {

    private static final String PROXIED = System.getProperty("it.proxied.database.port");

    private static final int MANY = 50;

    /** Of {@code few}. */
    static final int FEW = 6;

    private static final String WILDFLY = "/WEB-INF/it-ds.xml";

    private DataSources() {}

    /**
     * The JNDI name of one: {@code it}, {@code few} with a small pool, {@code proxied} by way of the proxy, {@code local} without
     * the container's transactions, {@code xa} and {@code xa2}.
     */
    static String name(String name) {
        return System.getProperty("it.datasource") + name;
    }

    /** Adds what the server does not have. */
    static WebArchive into(WebArchive war, String databasePort) {
        return switch (System.getProperty("it.server")) {
            case "payara" ->
                war.addAsWebInfResource(new StringAsset(payaraResources(databasePort)), "payara-resources.xml");
            case "wildfly" -> war.addAsWebInfResource(new StringAsset(wildFlyDataSources(databasePort)), "it-ds.xml");
            default -> war;
        };
    }

    /** For an application beside another on the same server: WildFly's data sources are the server's, and so there already. */
    static WebArchive besideAnother(WebArchive war) {
        war.delete(WILDFLY);
        return war;
    }

    private static String wildFlyDataSources(String databasePort) {
        return "<datasources xmlns=\"urn:jboss:domain:datasources:5.0\">"
                + wildFlyDataSource("it", "", MANY, databasePort)
                + wildFlyDataSource("few", "", FEW, databasePort)
                + wildFlyDataSource("proxied", "", MANY, PROXIED)
                + wildFlyDataSource("local", "jta=\"false\"", MANY, databasePort)
                + wildFlyXaDataSource("xa", databasePort)
                + wildFlyXaDataSource("xa2", databasePort)
                + "</datasources>";
    }

    private static String wildFlyDataSource(String name, String more, int most, String databasePort) {
        return """
                <datasource jndi-name="java:/jdbc/%1$s" pool-name="%1$s" %2$s>
                  <connection-url>jdbc:postgresql://localhost:%4$s/postgres</connection-url>
                  <driver>postgresql.jar</driver>
                  <pool><max-pool-size>%3$d</max-pool-size></pool>
                  <security><user-name>postgres</user-name><password>postgres</password></security>
                  <validation>
                    <valid-connection-checker class-name="org.jboss.jca.adapters.jdbc.extensions.postgres.PostgreSQLValidConnectionChecker"/>
                    <validate-on-match>true</validate-on-match>
                    <exception-sorter class-name="org.jboss.jca.adapters.jdbc.extensions.postgres.PostgreSQLExceptionSorter"/>
                  </validation>
                </datasource>
                """.formatted(name, more, most, databasePort);
    }

    private static String wildFlyXaDataSource(String name, String databasePort) {
        return """
                <xa-datasource jndi-name="java:/jdbc/%1$s" pool-name="%1$s">
                  <xa-datasource-property name="url">jdbc:postgresql://localhost:%2$s/postgres</xa-datasource-property>
                  <xa-datasource-class>org.postgresql.xa.PGXADataSource</xa-datasource-class>
                  <driver>postgresql.jar</driver>
                  <security><user-name>postgres</user-name><password>postgres</password></security>
                  <validation>
                    <valid-connection-checker class-name="org.jboss.jca.adapters.jdbc.extensions.postgres.PostgreSQLValidConnectionChecker"/>
                    <validate-on-match>true</validate-on-match>
                    <exception-sorter class-name="org.jboss.jca.adapters.jdbc.extensions.postgres.PostgreSQLExceptionSorter"/>
                  </validation>
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
                + payaraPool("it", simple, "", MANY, databasePort)
                + payaraPool("few", simple, "steady-pool-size=\"1\"", FEW, databasePort)
                + payaraPool("proxied", simple, "", MANY, PROXIED)
                + payaraPool("local", simple, "non-transactional-connections=\"true\"", MANY, databasePort)
                + payaraPool("xa", xa, "", MANY, databasePort)
                + payaraPool("xa2", xa, "", MANY, databasePort)
                + "</resources>";
    }

    private static String payaraPool(String name, String type, String more, int most, String databasePort) {
        return """
                <jdbc-connection-pool name="java:app/%1$s-pool" res-type="%2$s" max-pool-size="%4$d" %3$s
                    is-connection-validation-required="true" connection-validation-method="custom-validation"
                    validation-classname="org.glassfish.api.jdbc.validation.PostgresConnectionValidation">
                  <property name="url" value="jdbc:postgresql://localhost:%5$s/postgres"/>
                  <property name="user" value="postgres"/>
                  <property name="password" value="postgres"/>
                </jdbc-connection-pool>
                <jdbc-resource jndi-name="java:app/jdbc/%1$s" pool-name="java:app/%1$s-pool"/>
                """.formatted(name, type, more, most, databasePort);
    }
}
