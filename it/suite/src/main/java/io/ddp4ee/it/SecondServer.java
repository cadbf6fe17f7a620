package io.ddp4ee.it;

import java.io.IOException;

import org.jboss.arquillian.container.test.api.ContainerController;
import org.jboss.arquillian.container.test.api.Deployer;

import io.ddp4ee.it.database.DatabaseProxy;

/** Runs while a test wants it, with one deployment, and reaches the database by way of the proxy. */
final class SecondServer implements AutoCloseable {

    private static final String NAME = "second";

    private final ContainerController controller;
    private final Deployer deployer;
    private final String deployment;
    private final DatabaseProxy proxy = DatabaseProxy.open();

    SecondServer(ContainerController controller, Deployer deployer, String deployment) {
        this.controller = controller;
        this.deployer = deployer;
        this.deployment = deployment;
        controller.start(NAME);
        deployer.deploy(deployment);
    }

    DatabaseProxy proxy() {
        return proxy;
    }

    /** The endpoint of the application there. */
    static String url() {
        return TestApplication.url(NAME)
                .replace(":" + System.getProperty("it.port"), ":" + System.getProperty("it.second.port"));
    }

    @Override
    public void close() throws IOException {
        deployer.undeploy(deployment);
        controller.stop(NAME);
        proxy.close();
    }
}
