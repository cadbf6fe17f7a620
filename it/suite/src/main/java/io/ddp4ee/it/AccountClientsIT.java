package io.ddp4ee.it;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The logins of clients that people use, those of npm, unmodified. */
@ExtendWith(ArquillianExtension.class)
class AccountClientsIT {

    @Deployment(testable = false)
    static WebArchive war() {
        return TestApplication.accounts("ddp.accounts.rate-limit=0");
    }

    @Test
    void npmClients_logIn_resume_andAreRefused() throws Exception {
        NodeClients.run("node", "--test", "accounts.js");
    }
}
