package io.ddp4ee.it;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.jboss.shrinkwrap.api.Filters;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.Asset;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;

import io.ddp4ee.it.library.Shelf;
import io.ddp4ee.it.model.Article;
import io.ddp4ee.test.DdpClient;

/**
 * The application that the tests deploy: an ordinary WAR with our jars in it. What differs between servers comes from
 * system properties, which the build sets for the tests and for the servers alike.
 */
final class TestApplication {

    private static final String NAME_FILE = "it.name";

    private static final AtomicInteger NAMES = new AtomicInteger();

    private TestApplication() {}

    /** With the model, the publications and the methods of the tests. */
    static WebArchive war(Class<?>... classes) {
        return modelled(bare(), "it", "drop-and-create").addClasses(classes);
    }

    private static WebArchive modelled(WebArchive war, String dataSource, String schema) {
        return war.addPackage(Article.class.getPackage())
                .addPackage(Shelf.class.getPackage())
                .addClasses(
                        Jpa.class,
                        ModelPublications.class,
                        ModelMethods.class,
                        EchoMethods.class,
                        TestApplication.class)
                .addAsResource(new StringAsset(persistenceXml(dataSource, "", schema)), "META-INF/persistence.xml");
    }

    /** The same for a second server, which leaves the tables as they are, and reaches the database by way of the proxy. */
    static WebArchive second() {
        return modelled(bare("second", System.getProperty("it.proxied.database.port")), "it", "none");
    }

    /** The same beside the other on the first server, so that only this one suffers from what befalls the proxy. */
    static WebArchive proxied() {
        WebArchive war = bare("proxied", System.getProperty("it.database.port"));
        return modelled(DataSources.besideAnother(war), "proxied", "none");
    }

    /** Notices soon that it hears nothing. */
    static WebArchive impatient(WebArchive war) {
        return war.addAsResource(new StringAsset("ddp.listen.silence=PT2S"), "META-INF/microprofile-config.properties");
    }

    /** The bookstore as it was built, but with the one merged jar in place of several, and over our data source. */
    static WebArchive bookstore(String databasePort) {
        WebArchive war = example("bookstore");
        List.copyOf(war.getContent(Filters.include("/WEB-INF/lib/.*")).keySet()).forEach(war::delete);
        return DataSources.into(war.addAsLibraries(files("it.merged")), databasePort);
    }

    /** The todos as they were built, but over our data source, and for any number of users of one address. */
    static WebArchive todos() {
        WebArchive war = example("todos")
                .addAsResource(new StringAsset("ddp.accounts.rate-limit=0"), "META-INF/microprofile-config.properties");
        return DataSources.into(war, System.getProperty("it.database.port"));
    }

    private static WebArchive example(String name) {
        WebArchive war = ShrinkWrap.createFromZipFile(WebArchive.class, new File(System.getProperty("it." + name)));
        String unit = read(war.get("/WEB-INF/classes/META-INF/persistence.xml").getAsset());
        return war.addAsResource(
                new StringAsset(unit.replace("jdbc/" + name, DataSources.name("it"))), "META-INF/persistence.xml");
    }

    private static String read(Asset asset) {
        try (InputStream stream = asset.openStream()) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * With nothing but our jars, and the data source where the server has none. Of a name of its own: servers remember of an
     * application what they have read in its archive, and whether its users log in, when the next one comes by its name.
     */
    static WebArchive bare() {
        return bare("it" + NAMES.incrementAndGet(), System.getProperty("it.database.port"));
    }

    private static WebArchive bare(String name, String databasePort) {
        WebArchive war = ShrinkWrap.create(WebArchive.class, name + ".war")
                .addAsResource(new StringAsset(name), NAME_FILE)
                .addAsLibraries(files("it.libraries"))
                .addAsLibraries(files("it.test.libraries"))
                .addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml");
        return DataSources.into(war, databasePort);
    }

    /** With accounts and their tables, and settings of theirs. */
    static WebArchive accounts(String settings, Class<?>... classes) {
        return accounts(war(classes), "drop-and-create", settings);
    }

    /** With accounts and nothing else that is live. */
    static WebArchive accountsAlone(String settings, Class<?>... classes) {
        return accounts(bare().addClasses(classes), "drop-and-create", settings);
    }

    /** The same as {@link #accounts} for a second server, as {@link #second}. */
    static WebArchive secondWithAccounts(String settings, Class<?>... classes) {
        return accounts(second().addClasses(classes), "none", settings);
    }

    private static WebArchive accounts(WebArchive war, String schema, String settings) {
        String mapping = "<mapping-file>META-INF/ddp-accounts-orm.xml</mapping-file>";
        return war.addAsLibraries(files("it.accounts"))
                .addAsResource(new StringAsset(persistenceXml("it", mapping, schema)), "META-INF/persistence.xml")
                .addAsResource(new StringAsset(settings), "META-INF/microprofile-config.properties");
    }

    /** The same, whose users may log in by the tokens of an issuer as well. */
    static WebArchive jwt(String settings, Class<?>... classes) {
        return accounts(settings, classes).addAsLibraries(files("it.jose"));
    }

    private static File[] files(String property) {
        String[] paths = System.getProperty(property).split(File.pathSeparator, -1);
        File[] files = new File[paths.length];
        for (int i = 0; i < paths.length; i++) {
            files[i] = new File(paths[i]);
        }
        return files;
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
                """.formatted(DataSources.name(dataSource), more, schema);
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
                """.formatted(DataSources.name("local"));
    }

    /** The endpoint of the application on the first server, also from within. */
    static String url() {
        return url(name());
    }

    /** From within its own; else the last one that was made, which is the one that is deployed. */
    private static String name() {
        try (InputStream file = TestApplication.class.getResourceAsStream("/" + NAME_FILE)) {
            return file == null ? "it" + NAMES.get() : new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same application by another name: its archive's, its context root's. */
    static WebArchive named(String name, WebArchive war) {
        return ShrinkWrap.create(WebArchive.class, name + ".war").merge(war);
    }

    /** The endpoint of an application by that name. */
    static String url(String name) {
        return "http://localhost:" + System.getProperty("it.port") + "/" + name + "/websocket";
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
