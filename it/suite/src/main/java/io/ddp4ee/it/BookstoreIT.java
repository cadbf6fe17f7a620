package io.ddp4ee.it;

import java.io.IOException;

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

/** The bookstore on two servers, before the clients that people use: those of npm, unmodified, and a browser. */
@ExtendWith(ArquillianExtension.class)
class BookstoreIT {

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

    private SecondServer second;

    @BeforeEach
    void startSecond() {
        second = new SecondServer(controller, deployer, "bookstore on the second");
    }

    @AfterEach
    void stopSecond() throws IOException {
        second.close();
    }

    @Test
    void npmClientsAndBrowser_areServed() throws Exception {
        NodeClients.run("npm", "test");
    }
}
