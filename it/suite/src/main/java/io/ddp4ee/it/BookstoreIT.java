package io.ddp4ee.it;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.jboss.arquillian.container.test.api.ContainerController;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.TargetsContainer;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/** The bookstore on two servers, before the clients that people use: those of npm, unmodified, and a browser. */
@ExtendWith(ArquillianExtension.class)
class BookstoreIT {

    private static final File CLIENTS = new File(System.getProperty("it.clients", "."));

    @Deployment(name = "bookstore on the first", testable = false)
    @TargetsContainer("first")
    static WebArchive first() {
        return TestApplication.bookstore(System.getProperty("it.database.port"));
    }

    @Deployment(name = "bookstore on the second", managed = false, testable = false)
    @TargetsContainer("second")
    static WebArchive second() {
        return TestApplication.bookstore(System.getProperty("it.proxied.database.port"));
    }

    @ArquillianResource
    private ContainerController controller;

    @ArquillianResource
    private Deployer deployer;

    private DatabaseProxy proxy;

    @BeforeEach
    void startSecond() throws IOException {
        proxy = DatabaseProxy.open();
        controller.start("second");
        deployer.deploy("bookstore on the second");
    }

    @AfterEach
    void stopSecond() throws IOException {
        deployer.undeploy("bookstore on the second");
        controller.stop("second");
        proxy.close();
    }

    @Test
    void npmClientsAndBrowser_areServed() throws Exception {
        run("npm", "ci", "--no-audit", "--no-fund");
        run("npm", "test");
    }

    /** The output goes through a file: the process that runs the tests speaks to Maven through its own. */
    private static void run(String... command) throws IOException, InterruptedException {
        Path output = Files.createTempFile("npm", ".log");
        ProcessBuilder process = new ProcessBuilder(command)
                .directory(CLIENTS)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        process.environment().put("BOOKSTORE_URL", url("it.port"));
        process.environment().put("BOOKSTORE_SECOND_URL", url("it.second.port"));
        Process running = process.start();
        boolean ended = running.waitFor(5, TimeUnit.MINUTES);
        running.destroy();
        String text = Files.readString(output);
        assertThat(ended && running.exitValue() == 0)
                .as(String.join(" ", command) + " succeeds:\n" + text)
                .isTrue();
        System.out.println(text);
        Files.delete(output);
    }

    private static String url(String port) {
        return "http://localhost:" + System.getProperty(port) + "/bookstore";
    }
}
