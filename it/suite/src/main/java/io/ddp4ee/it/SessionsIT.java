package io.ddp4ee.it;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import io.ddp4ee.test.DdpClient;

import static org.assertj.core.api.Assertions.assertThat;

/** What a session does in which order: its messages, subscriptions and user, byte by byte as Meteor's server does it. */
@ExtendWith(ArquillianExtension.class)
@Timeout(60)
class SessionsIT {

    private static final String INTERNAL = "{\"isClientSafe\":true,\"error\":500,\"reason\":\"Internal server error\","
            + "\"message\":\"Internal server error [500]\",\"errorType\":\"Meteor.Error\"}";

    /** Opens gates, whatever the other waits for. */
    private DdpClient other;

    private RawClient client;
    private int calls;

    @Deployment(testable = false)
    static WebArchive war() {
        return TestApplication.war(OwnedDocuments.class, SessionFixtures.class);
    }

    @BeforeEach
    void connect() throws IOException {
        other = TestApplication.client();
        client = RawClient.connect();
        assertThat(client.receive()).startsWith("{\"msg\":\"connected\",\"session\":");
    }

    @AfterEach
    void disconnect() {
        client.close();
        other.close();
    }

    private void send(String message) throws IOException {
        client.write(RawClient.message(message));
    }

    private void sub(String id, String name, String parameters) throws IOException {
        send("{\"msg\":\"sub\",\"id\":\"" + id + "\",\"name\":\"" + name + "\",\"params\":[" + parameters + "]}");
    }

    private void unsub(String id) throws IOException {
        send("{\"msg\":\"unsub\",\"id\":\"" + id + "\"}");
    }

    private void call(String id, String method, String parameters) throws IOException {
        send("{\"msg\":\"method\",\"id\":\"" + id + "\",\"method\":\"" + method + "\",\"params\":[" + parameters
                + "]}");
    }

    /** All that comes before the answer of a call that follows now. */
    private List<String> told() throws IOException {
        String id = "told" + calls++;
        call(id, "echo", "0");
        return receiveBefore(updated(id), result(id, "0"));
    }

    private List<String> receiveBefore(String first, String second) throws IOException {
        List<String> before = new ArrayList<>();
        for (String next = client.receive(); !next.equals(first); next = client.receive()) {
            before.add(next);
        }
        assertThat(client.receive()).isEqualTo(second);
        return before;
    }

    private void assertReceived(String... messages) throws IOException {
        for (String message : messages) {
            assertThat(client.receive()).isEqualTo(message);
        }
    }

    private static String updated(String id) {
        return "{\"msg\":\"updated\",\"methods\":[\"" + id + "\"]}";
    }

    private static String result(String id, String value) {
        return "{\"msg\":\"result\",\"id\":\"" + id + "\",\"result\":" + value + "}";
    }

    private static String failed(String id, String error) {
        return "{\"msg\":\"result\",\"id\":\"" + id + "\",\"error\":" + error + "}";
    }

    private static String added(String collection, String id) {
        return "{\"msg\":\"added\",\"collection\":\"" + collection + "\",\"id\":\"" + id + "\"}";
    }

    private static String added(String collection, String id, String fields) {
        return "{\"msg\":\"added\",\"collection\":\"" + collection + "\",\"id\":\"" + id + "\",\"fields\":" + fields
                + "}";
    }

    private static String changed(String collection, String id, String fields) {
        return added(collection, id, fields).replace("added", "changed");
    }

    private static String removed(String collection, String id) {
        return added(collection, id).replace("added", "removed");
    }

    private static String ready(String... ids) {
        return "{\"msg\":\"ready\",\"subs\":[\"" + String.join("\",\"", ids) + "\"]}";
    }

    private static String nosub(String id) {
        return "{\"msg\":\"nosub\",\"id\":\"" + id + "\"}";
    }

    private static String nosub(String id, String error) {
        return "{\"msg\":\"nosub\",\"id\":\"" + id + "\",\"error\":" + error + "}";
    }

    private static String error(String code, String reason) {
        return "{\"isClientSafe\":true,\"error\":" + code + ",\"reason\":\"" + reason + "\",\"message\":\"" + reason
                + " [" + code + "]\",\"errorType\":\"Meteor.Error\"}";
    }

    @Test
    void closedInAMethod_noResult_andNothingThatFollows() throws IOException {
        // At once: the connection may be closed before anything else could be sent.
        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        for (String message : List.of(
                "{\"msg\":\"method\",\"id\":\"m1\",\"method\":\"closeSession\",\"params\":[]}",
                "{\"msg\":\"method\",\"id\":\"m2\",\"method\":\"echo\",\"params\":[1]}",
                "{\"msg\":\"sub\",\"id\":\"s1\",\"name\":\"nothing\"}")) {
            frames.write(RawClient.message(message));
        }
        client.write(frames.toByteArray());

        assertReceived("closed 1000");
    }

    @Test
    void nextMessage_waitsForTheMethod() throws IOException {
        call("m1", "enter", "\"serial\"");
        call("m2", "echo", "1");
        other.call("open", "serial");

        assertReceived(updated("m1"), result("m1", "\"entered\""), updated("m2"), result("m2", "1"));
    }

    @Test
    void nextMessage_doesNotWaitForAMethodThatUnblocks() throws IOException {
        call("m1", "unblockAndEnter", "\"beside\"");
        call("m2", "echo", "1");
        assertReceived(updated("m2"), result("m2", "1"));
        other.call("open", "beside");

        assertReceived(updated("m1"), result("m1", "\"entered\""));
    }

    @Test
    void nextMessage_waitsForThePublication() throws IOException {
        sub("s1", "gated", "\"publication\",false");
        call("m1", "echo", "1");
        other.call("open", "publication");

        assertReceived(added("a", "1"), ready("s1"), updated("m1"), result("m1", "1"));
    }

    @Test
    void nextMessage_doesNotWaitForAPublicationThatUnblocks() throws IOException {
        sub("s1", "gated", "\"unblocking\",true");
        sub("s2", "gatedUnblocked", "\"unblocked\"");
        call("m1", "echo", "1");
        assertReceived(updated("m1"), result("m1", "1"));
        other.call("open", "unblocking");
        assertReceived(added("a", "1"), ready("s1"));
        other.call("open", "unblocked");

        assertReceived(ready("s2"));
    }

    @Test
    void publicationThatUnblocks_isUnsubscribedMeanwhile_andNotHeardAnyMore() throws IOException {
        sub("s1", "gated", "\"left\",true");
        unsub("s1");
        assertReceived(nosub("s1"));
        other.call("open", "left");
        call("m1", "enter", "\"left passed\"");

        assertReceived(updated("m1"), result("m1", "\"entered\""));
        assertThat(told()).isEmpty();
    }

    @Test
    void publicationThatFails_afterItWasReady() throws IOException {
        sub("s1", "failing", "\"null\",\"throws\"");
        assertReceived(
                added("a", "throws"), ready("s1"), removed("a", "throws"), nosub("s1", error("412", "Explicit error")));
        sub("s2", "failing", "\"null\",\"errs\"");
        assertReceived(added("a", "errs"), ready("s2"), removed("a", "errs"), nosub("s2", INTERNAL));
        sub("s3", "failing", "\"null\",\"stops\"");
        assertReceived(added("a", "stops"), ready("s3"), removed("a", "stops"), nosub("s3"));
    }

    @Test
    void publicationOfNothing_isReady_andOfNullAnError() throws IOException {
        sub("s1", "nothing", "");
        assertReceived(ready("s1"));
        sub("s2", "null", "");
        assertReceived(nosub("s2", INTERNAL));
        unsub("s1");
        assertReceived(nosub("s1"));
    }

    @Test
    void twoSubscriptions_areMerged_andWhatOneHasNotItCannotChange() throws IOException {
        sub("s1", "hand", "\"first\",\"a\",{\"a\":1,\"b\":{\"x\":1}}");
        assertReceived(added("a", "x", "{\"a\":1,\"b\":{\"x\":1}}"), ready("s1"));
        sub("s2", "hand", "\"second\",\"a\",{\"a\":2,\"c\":3}");
        assertReceived(changed("a", "x", "{\"c\":3}"), ready("s2"));
        call("m1", "add", "\"second\",\"a\",\"x\",{\"a\":4}");
        assertReceived(updated("m1"), result("m1", "").replace(",\"result\":", ""));
        call("m2", "change", "\"second\",\"a\",\"y\",{\"a\":4}");
        assertReceived(updated("m2"), failed("m2", INTERNAL));
        unsub("s1");
        assertReceived(
                "{\"msg\":\"changed\",\"collection\":\"a\",\"id\":\"x\",\"fields\":{\"a\":2},\"cleared\":[\"b\"]}",
                nosub("s1"));
    }

    /** Two subscriptions to one document, of which the second changes it, and which end in the order in which they began. */
    private List<String> ofTwo(String collection) throws IOException {
        sub("s1", "hand", "\"one " + collection + "\",\"" + collection + "\",{\"a\":1,\"b\":1}");
        sub("s2", "hand", "\"two " + collection + "\",\"" + collection + "\",{\"a\":1}");
        call("m", "change", "\"two " + collection + "\",\"" + collection + "\",\"x\",{\"a\":2}");
        List<String> all = receiveBefore(updated("m"), "{\"msg\":\"result\",\"id\":\"m\"}");
        unsub("s1");
        unsub("s2");
        all.addAll(told());
        return all;
    }

    @Test
    void strategies_rememberMoreOrLess() throws IOException {
        assertThat(ofTwo("a"))
                .containsExactly(
                        added("a", "x", "{\"a\":1,\"b\":1}"),
                        ready("s1"),
                        ready("s2"),
                        "{\"msg\":\"changed\",\"collection\":\"a\",\"id\":\"x\",\"fields\":{\"a\":2},\"cleared\":[\"b\"]}",
                        nosub("s1"),
                        removed("a", "x"),
                        nosub("s2"));
        assertThat(ofTwo("multi"))
                .containsExactly(
                        added("multi", "x", "{\"a\":1,\"b\":1}"),
                        ready("s1"),
                        changed("multi", "x", "{\"a\":1}"),
                        ready("s2"),
                        changed("multi", "x", "{\"a\":2}"),
                        nosub("s1"),
                        removed("multi", "x"),
                        nosub("s2"));
        assertThat(ofTwo("unmerged"))
                .containsExactly(
                        added("unmerged", "x", "{\"a\":1,\"b\":1}"),
                        ready("s1"),
                        added("unmerged", "x", "{\"a\":1}"),
                        ready("s2"),
                        changed("unmerged", "x", "{\"a\":2}"),
                        removed("unmerged", "x"),
                        nosub("s1"),
                        removed("unmerged", "x"),
                        nosub("s2"));
        assertThat(ofTwo("forgotten"))
                .containsExactly(
                        added("forgotten", "x", "{\"a\":1,\"b\":1}"),
                        ready("s1"),
                        added("forgotten", "x", "{\"a\":1}"),
                        ready("s2"),
                        changed("forgotten", "x", "{\"a\":2}"),
                        nosub("s1"),
                        nosub("s2"));
    }

    @Test
    void anotherUser_getsTheDifference_andNothingFlaps() throws IOException {
        sub("s1", "owned", "[\"n/null\",\"a/1\",\"b/1/2\",\"c/1/2\",\"d/2\",\"e/2\"]");
        assertReceived(added("a", "n"), ready("s1"));
        call("m1", "setUserId", "\"1\"");
        assertReceived(
                removed("a", "n"),
                added("a", "a"),
                added("a", "b"),
                added("a", "c"),
                added("users", "1", "{\"online\":true}"),
                ready("s1"),
                updated("m1"),
                result("m1", "\"1\""));
        call("m2", "setUserId", "\"2\"");
        assertReceived(
                removed("a", "a"),
                added("a", "d"),
                added("a", "e"),
                removed("users", "1"),
                added("users", "2", "{\"online\":true}"),
                ready("s1"),
                updated("m2"),
                result("m2", "\"2\""));
        call("m3", "setUserId", "\"2\"");
        assertReceived(ready("s1"), updated("m3"), result("m3", "\"2\""));
        call("m4", "userId", "");
        assertReceived(updated("m4"), result("m4", "\"2\""));
    }

    @Test
    void anotherUser_liveQueriesAreHis() throws IOException {
        String section = (String) other.call("addSection", "Mine", 1);
        sub("s1", "sectionOfUser", "");
        assertReceived(ready("s1"));
        call("m1", "setUserId", "\"Mine\"");
        assertReceived(
                added("section", section, "{\"name\":\"Mine\"}"),
                added("users", "Mine", "{\"online\":true}"),
                ready("s1"),
                updated("m1"),
                result("m1", "\"Mine\""));
        other.call("renameSection", section, "Yours");
        assertReceived(removed("section", section));
        call("m2", "setUserId", "\"Yours\"");
        assertReceived(
                removed("users", "Mine"),
                added("users", "Yours", "{\"online\":true}"),
                added("section", section, "{\"name\":\"Yours\"}"),
                ready("s1"),
                updated("m2"),
                result("m2", "\"Yours\""));
    }

    @Test
    void anotherUser_publicationsThatFailAreToldFirst() throws IOException {
        sub("s1", "failing", "\"1\",\"throws\"");
        sub("s2", "owned", "[\"o/1\"]");
        sub("s3", "failing", "\"1\",\"stops\"");
        assertReceived(added("a", "throws"), ready("s1"), ready("s2"), added("a", "stops"), ready("s3"));
        call("m1", "setUserId", "\"1\"");
        assertReceived(
                nosub("s1", error("412", "Explicit error")),
                removed("a", "throws"),
                removed("a", "stops"),
                added("a", "o"),
                added("users", "1", "{\"online\":true}"),
                nosub("s3"),
                ready("s2"),
                updated("m1"),
                result("m1", "\"1\""));
    }

    @Test
    void anotherUser_onStopKnowsTheOneBefore() throws IOException {
        sub("s1", "hand", "\"before\",\"a\",{}");
        assertReceived(added("a", "x"), ready("s1"));
        call("m1", "setUserId", "\"1\"");
        call("m2", "stopped", "\"before\"");
        assertReceived(
                added("users", "1", "{\"online\":true}"),
                ready("s1"),
                updated("m1"),
                result("m1", "\"1\""),
                updated("m2"),
                result("m2", "\"null\""));
    }

    @Test
    void anotherUser_notAfterUnblock_norIfTheMethodFails() throws IOException {
        sub("s1", "owned", "[\"n/null\",\"l/late\",\"f/failed\"]");
        assertReceived(added("a", "n"), ready("s1"));
        call("m1", "setUserIdAfterUnblock", "");
        assertReceived(updated("m1"), failed("m1", INTERNAL));
        call("m2", "setUserIdAndFail", "");
        assertReceived(updated("m2"), failed("m2", error("403", "No")));
        call("m3", "userId", "");
        assertReceived(updated("m3"), result("m3", "null"));
    }
}
