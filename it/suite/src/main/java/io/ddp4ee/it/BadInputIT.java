package io.ddp4ee.it;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.ddp4ee.test.DdpClient;

import static org.assertj.core.api.Assertions.assertThat;

/** A client that does not know how to behave is told so, and disturbs nobody: not even itself, if it can be helped. */
@ExtendWith(ArquillianExtension.class)
class BadInputIT {

    @Deployment(testable = false)
    static WebArchive war() {
        return TestApplication.war();
    }

    /** What is sent, and what is answered. */
    private static final String[][] TABLE = {
        {"nonsense", "{\"msg\":\"error\",\"reason\":\"Bad request\"}"},
        {"", "{\"msg\":\"error\",\"reason\":\"Bad request\"}"},
        {"null", "{\"msg\":\"error\",\"reason\":\"Bad request\"}"},
        {"{}", "{\"msg\":\"error\",\"reason\":\"Bad request\",\"offendingMessage\":{}}"},
        {"[1]", "{\"msg\":\"error\",\"reason\":\"Bad request\",\"offendingMessage\":[1]}"},
        {
            "{\"msg\":\"added\"}",
            "{\"msg\":\"error\",\"reason\":\"Bad request\",\"offendingMessage\":{\"msg\":\"added\"}}"
        },
        {
            "{\"msg\":\"method\",\"method\":\"m\",\"id\":\"1\",\"params\":[{\"$type\":\"none\",\"$value\":1}]}",
            "{\"msg\":\"error\",\"reason\":\"Parse error\"}"
        },
        {
            "{\"msg\":\"method\",\"method\":\"m\",\"params\":[]}",
            "{\"msg\":\"error\",\"reason\":\"Malformed method invocation\",\"offendingMessage\":"
                    + "{\"msg\":\"method\",\"method\":\"m\",\"params\":[]}}"
        },
        {
            "{\"msg\":\"sub\",\"id\":\"1\"}",
            "{\"msg\":\"error\",\"reason\":\"Malformed subscription\",\"offendingMessage\":"
                    + "{\"msg\":\"sub\",\"id\":\"1\"}}"
        },
        {
            "{\"msg\":\"sub\",\"id\":\"1\",\"name\":\"none\"}",
            "{\"msg\":\"nosub\",\"id\":\"1\",\"error\":{\"isClientSafe\":true,\"error\":404,"
                    + "\"reason\":\"Subscription 'none' not found\","
                    + "\"message\":\"Subscription 'none' not found [404]\",\"errorType\":\"Meteor.Error\"}}"
        },
        {
            "{\"msg\":\"sub\",\"id\":\"2\",\"name\":\"titles\",\"params\":[1]}",
            "{\"msg\":\"nosub\",\"id\":\"2\",\"error\":{\"isClientSafe\":true,\"error\":400,"
                    + "\"reason\":\"Match failed\",\"message\":\"Match failed [400]\",\"errorType\":\"Meteor.Error\"}}"
        },
        {
            "{\"msg\":\"sub\",\"id\":\"3\",\"name\":\"articlesOfSection\"}",
            "{\"msg\":\"nosub\",\"id\":\"3\",\"error\":{\"isClientSafe\":true,\"error\":400,"
                    + "\"reason\":\"Match failed\",\"message\":\"Match failed [400]\",\"errorType\":\"Meteor.Error\"}}"
        },
        {
            "{\"msg\":\"sub\",\"id\":\"4\",\"name\":\"richest\",\"params\":[\"many\"]}",
            "{\"msg\":\"nosub\",\"id\":\"4\",\"error\":{\"isClientSafe\":true,\"error\":400,"
                    + "\"reason\":\"Match failed\",\"message\":\"Match failed [400]\",\"errorType\":\"Meteor.Error\"}}"
        },
        {
            "{\"msg\":\"sub\",\"id\":\"5\",\"name\":\"all\",\"params\":[[\"none\"]]}",
            "{\"msg\":\"nosub\",\"id\":\"5\",\"error\":{\"isClientSafe\":true,\"error\":500,"
                    + "\"reason\":\"Internal server error\",\"message\":\"Internal server error [500]\","
                    + "\"errorType\":\"Meteor.Error\"}}"
        },
        {
            "{\"msg\":\"sub\",\"id\":\"6\",\"name\":\"wrongPath\"}",
            "{\"msg\":\"nosub\",\"id\":\"6\",\"error\":{\"isClientSafe\":true,\"error\":500,"
                    + "\"reason\":\"Internal server error\",\"message\":\"Internal server error [500]\","
                    + "\"errorType\":\"Meteor.Error\"}}"
        },
        {"{\"msg\":\"unsub\",\"id\":\"none\"}", "{\"msg\":\"nosub\",\"id\":\"none\"}"},
        {"{\"msg\":\"unsub\"}", "{\"msg\":\"nosub\"}"},
    };

    @Test
    void eachIsAnswered_andTheSessionGoesOn() {
        try (DdpClient client = TestApplication.client();
                DdpClient other = TestApplication.subscribed("section")) {
            for (String[] row : TABLE) {
                int before = client.received().size();
                client.send(row[0]);
                client.await("an answer", () -> client.received().size() > before);
                assertThat(client.received().get(before)).as(row[0]).isEqualTo(row[1]);
            }
            String id = (String) client.call("addSection", "After bad input", 1);
            other.awaitField("section", id, "name", "After bad input");
        }
    }

    @Test
    void nothingButConnect_isAcceptedFirst() {
        try (DdpClient client = DdpClient.open(TestApplication.url())) {
            client.send("{\"msg\":\"ping\"}");
            client.awaitMessage("Must connect first");
            client.send("{\"msg\":\"connect\",\"version\":\"1\",\"support\":[\"1\"]}");
            client.await("connected", () -> client.session() != null);
            client.send("{\"msg\":\"connect\",\"version\":\"1\",\"support\":[\"1\"]}");
            client.awaitMessage("Already connected");
        }
    }

    @Test
    void unknownVersion_isRefusedWithOurs() {
        try (DdpClient client = DdpClient.open(TestApplication.url())) {
            client.send("{\"msg\":\"connect\",\"version\":\"9\",\"support\":[\"9\"]}");
            client.awaitMessage("{\"msg\":\"failed\",\"version\":\"1\"}");
            assertThat(client.awaitClose()).isEqualTo(1000);
        }
    }

    @Test
    void tooLargeAMessage_endsItsSessionOnly() {
        try (DdpClient other = TestApplication.client()) {
            DdpClient client = TestApplication.client();
            client.send("{\"msg\":\"method\",\"method\":\"echo\",\"id\":\"1\",\"params\":[\"" + "x".repeat(2_000_000)
                    + "\"]}");
            // Elsewhere than on Payara the connection may be gone before what is said last has been read.
            assertThat(client.awaitClose())
                    .isIn(System.getProperty("it.server").equals("payara") ? List.of(1009) : List.of(1009, 1006));
            assertThat(other.call("increment", 1)).isEqualTo(2L);
        }
    }

    /** Each of its parts fits into the container's buffer, so that nobody but us finds it too large; and all of it is read. */
    @Test
    void partsOfTooLargeAMessage_endTheirSession() throws IOException {
        try (RawClient client = RawClient.connect()) {
            assertThat(client.receive()).startsWith("{\"msg\":\"connected\"");
            byte[] most = new byte[1_048_576];
            Arrays.fill(most, (byte) ' ');
            client.write(RawClient.frame(false, RawClient.TEXT, most));
            client.write(RawClient.frame(true, RawClient.CONTINUATION, new byte[] {' '}));
            assertThat(client.receive()).isEqualTo("closed 1009");
        }
    }

    @Test
    void brokenSockJsFrame_endsItsSessionOnly() {
        String url = TestApplication.url().replace("/websocket", "/sockjs/000/abcdefgh/websocket");
        try (DdpClient other = DdpClient.connect(url)) {
            DdpClient client = DdpClient.connect(url);
            client.sendFrame("[\"{");
            assertThat(client.awaitClose()).isEqualTo(3000);
            assertThat(other.call("increment", 1)).isEqualTo(2L);
        }
    }

    @Test
    void tooDeepAMessage_isRefused() {
        try (DdpClient client = TestApplication.client()) {
            client.send("{\"msg\":\"sub\",\"id\":\"deep\",\"name\":\"all\",\"params\":[" + "[".repeat(100_000)
                    + "]".repeat(100_000) + "]}");
            client.awaitMessage("\"msg\":\"error\"");
            assertThat(client.call("increment", 1)).isEqualTo(2L);
        }
    }
}
