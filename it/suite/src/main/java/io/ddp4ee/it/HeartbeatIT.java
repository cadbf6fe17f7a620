package io.ddp4ee.it;

import java.io.IOException;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/** What a client is sent that says nothing. */
@ExtendWith(ArquillianExtension.class)
@Timeout(60)
class HeartbeatIT {

    @Deployment(testable = false)
    static WebArchive war() {
        return TestApplication.war().addAsResource(new StringAsset("""
                        ddp.session.heartbeat=PT1S
                        ddp.session.resume-grace=PT0S
                        """), "META-INF/microprofile-config.properties");
    }

    @Test
    void silentClient_isAsked_andClosedIfItDoesNotAnswer() throws IOException {
        try (RawClient client = RawClient.connect()) {
            assertThat(client.receive()).startsWith("{\"msg\":\"connected\",\"session\":");
            assertThat(client.receive()).isEqualTo("{\"msg\":\"ping\"}");
            assertThat(client.receive()).isEqualTo("closed 1000");
        }
    }
}
