package io.ddp4ee.it;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import org.jboss.arquillian.container.test.api.ContainerController;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.TargetsContainer;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.ddp4ee.it.database.Database;
import io.ddp4ee.it.stress.Stress;

/** Two servers under load; nothing is lost between the documents that a subscription begins with and the changes that follow. */
@ExtendWith(ArquillianExtension.class)
@Tag("load")
class HandOverIT {

    @Deployment(name = "on the first", testable = false)
    @TargetsContainer("first")
    static WebArchive first() {
        return TestApplication.impatient(TestApplication.war());
    }

    @Deployment(name = "on the second", managed = false, testable = false)
    @TargetsContainer("second")
    static WebArchive second() {
        return TestApplication.impatient(TestApplication.second());
    }

    @ArquillianResource
    private ContainerController controller;

    @ArquillianResource
    private Deployer deployer;

    private SecondServer second;

    @BeforeEach
    void startSecond() {
        second = new SecondServer(controller, deployer, "on the second");
    }

    @AfterEach
    void stopSecond() throws IOException {
        second.close();
    }

    /** One test, because to start a server takes long. */
    @Test
    void underLoadAndUnderFaults_everyClientHasWhatItsQueriesFind() throws Exception {
        List<String> urls = List.of(TestApplication.url(), SecondServer.url());
        new Stress("hand-over", TestApplication.nextId(), urls, false).run(null, HandOverIT::database);
        Faults faults = new Faults(second.proxy());
        try {
            new Stress("hand-over under faults", TestApplication.nextId(), urls, true)
                    .run(faults, HandOverIT::database);
        } finally {
            System.out.println("faults: " + faults);
        }
    }

    private static Connection database() throws SQLException {
        return Database.connect().connection();
    }
}
