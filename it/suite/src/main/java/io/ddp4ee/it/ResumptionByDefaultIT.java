package io.ddp4ee.it;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.ddp4ee.it.database.Database;
import io.ddp4ee.it.stress.Odometer;
import io.ddp4ee.it.stress.Roaming;

/** Clients that lose their connections go on with their sessions, or begin anew when more has come meanwhile than is kept. */
@ExtendWith(ArquillianExtension.class)
class ResumptionByDefaultIT {

    @Deployment(testable = false)
    static WebArchive war() {
        return TestApplication.war(Odometer.class);
    }

    @Test
    void connectionsAreCutAtRandomWhileAllWrite_everyClientHasWhatItsQueriesHave_noMethodRunsTwiceInASession()
            throws Exception {
        new Roaming(TestApplication.url(), TestApplication.nextId(), false)
                .run(() -> Database.connect().connection());
    }
}
