package io.ddp4ee.it;

import java.util.List;
import java.util.Map;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.ddp4ee.it.board.Card;
import io.ddp4ee.test.DdpClient;

import static org.assertj.core.api.Assertions.assertThat;

/** Clients write collections that have rules, and documents are known by what their entity says. */
@ExtendWith(ArquillianExtension.class)
class MutationsIT {

    private static final String REPLACED =
            "Access denied. In a restricted collection you can only update documents, not"
                    + " replace them. Use a Mongo update operator, such as '$set'.";

    private static final String NONE = "Access denied. No allow validators set on restricted collection for method '";

    /** The method, its parameters, the error, its reason. */
    private static final List<List<Object>> REFUSED = List.of(
            List.of("card/update", "{},{}", 403, "Not permitted. Untrusted code may only update documents by ID."),
            List.of(
                    "card/updateAsync",
                    "{\"title\":\"a\"},{}",
                    403,
                    "Not permitted. Untrusted code may only updateAsync documents by ID."),
            List.of("card/remove", "null", 403, "Not permitted. Untrusted code may only remove documents by ID."),
            List.of("card/removeAsync", "", 403, "Not permitted. Untrusted code may only removeAsync documents by ID."),
            List.of("player/update", "\"a\",{}", 403, NONE + "update'."),
            List.of("player/updateAsync", "\"a\",{}", 403, NONE + "updateAsync'."),
            List.of("player/remove", "\"a\"", 403, NONE + "remove'."),
            List.of("player/insert", "{\"name\":\"nobody\"}", 403, "Access denied"),
            List.of("card/update", "\"locked\",{\"$set\":{\"votes\":1}}", 403, "Access denied"),
            List.of("card/update", "\"open\",{\"$set\":{\"due\":null}}", 403, "Access denied"),
            List.of("card/remove", "\"open\"", 403, "Access denied"),
            List.of("card/update", "\"open\",{}", 403, REPLACED),
            List.of("card/update", "\"open\",{\"title\":\"x\"}", 403, REPLACED),
            List.of(
                    "card/update",
                    "\"open\",{\"$rename\":{\"title\":\"x\"}}",
                    403,
                    "Access denied. Operator $rename not allowed in a restricted collection."),
            List.of(
                    "card/update",
                    "\"open\",{\"$set\":{\"title\":\"x\"}},{\"upsert\":true}",
                    403,
                    "Access denied. Upserts not allowed in a restricted collection."),
            List.of(
                    "card/update",
                    "\"open\",{\"$set\":{\"secret\":\"x\"}}",
                    403,
                    "Access denied. Field 'secret' cannot be written."),
            List.of("card/update", "\"open\",{\"$set\":{\"votes\":\"x\"}}", 400, "Match failed"),
            List.of("card/update", "\"open\",5", 400, "Match failed"),
            List.of("card/insert", "", 400, "Match failed"),
            List.of("card/insert", "{\"_id\":\"open\"}", 409, "The database has refused the change."),
            List.of(
                    "card/update",
                    "\"open\",{\"$set\":{\"code\":\"taken\"}}",
                    409,
                    "The database has refused the change."),
            List.of("card/update", "\"open\",{\"$inc\":{\"title\":1}}", 409, "Operator $inc does not fit 'title'."),
            List.of("board/insert", "{}", 404, "Method '/board/insert' not found"),
            List.of("card/upsert", "{}", 404, "Method '/card/upsert' not found"));

    @Deployment(testable = false)
    static WebArchive war() {
        return TestApplication.war()
                .addPackage(Card.class.getPackage())
                .addAsResource(
                        new StringAsset(TestApplication.persistenceXml(
                                "<mapping-file>META-INF/ddp-mapping-orm.xml</mapping-file>")),
                        "META-INF/persistence.xml");
    }

    private int calls;

    @Test
    void whatIsWritten_isSentBeforeUpdated() {
        try (DdpClient client = TestApplication.client()) {
            client.subscribe("board").awaitReady();
            assertThat(call(client, "/player/insert", "{\"_id\":\"ann17\",\"name\":\"Ann\"}"))
                    .endsWith("\"result\":\"ann17\"}");
            assertThat(call(
                            client,
                            "/card/insertAsync",
                            "{\"_id\":\"c1\",\"title\":\"First\",\"place\":{\"row\":\"a\",\"column\":2},"
                                    + "\"labels\":[\"x\"],\"owner_id\":\"ann17\"}"))
                    .endsWith("\"result\":\"c1\"}");
            assertSentBeforeUpdated(client, "\"msg\":\"added\",\"collection\":\"card\",\"id\":\"c1\"");
            assertThat(client.collection("card").get("c1"))
                    .containsEntry("title", "First")
                    .containsEntry("owner_id", "ann17")
                    .containsEntry("place", Map.of("row", "a", "column", 2L))
                    .containsEntry("labels", List.of("x"))
                    .doesNotContainKey("secret");
            assertThat(call(
                            client,
                            "/card/update",
                            "\"c1\",{\"$inc\":{\"votes\":2,\"place.column\":1},\"$addToSet\":{\"labels\":\"y\"},"
                                    + "\"$set\":{\"title\":\"Second\"}}"))
                    .endsWith("\"result\":1}");
            assertSentBeforeUpdated(client, "\"msg\":\"changed\",\"collection\":\"card\",\"id\":\"c1\"");
            assertThat(client.collection("card").get("c1"))
                    .containsEntry("title", "Second")
                    .containsEntry("votes", 2L)
                    .containsEntry("place", Map.of("row", "a", "column", 3L))
                    .containsEntry("labels", List.of("x", "y"));
            assertThat(call(client, "/card/updateAsync", "\"none\",{\"$set\":{\"title\":\"x\"}}"))
                    .endsWith("\"result\":0}");
            call(client, "/card/update", "\"c1\",{\"$set\":{\"votes\":0,\"owner_id\":null}}");
            assertThat(client.collection("card").get("c1")).containsEntry("owner_id", null);
            assertThat(call(client, "/card/remove", "{\"_id\":\"c1\"}")).endsWith("\"result\":1}");
            assertSentBeforeUpdated(client, "\"msg\":\"removed\",\"collection\":\"card\",\"id\":\"c1\"");
            assertThat(call(client, "/card/removeAsync", "\"c1\"")).endsWith("\"result\":0}");
        }
    }

    @Test
    void documentWithoutAnId_getsTheOneOfTheClientsStub() {
        try (DdpClient client = TestApplication.client()) {
            client.subscribe("board").awaitReady();
            client.send("{\"msg\":\"method\",\"id\":\"seeded\",\"method\":\"/card/insert\",\"randomSeed\":\"a seed\","
                    + "\"params\":[{\"title\":\"x\"}]}");
            String first = awaitResult(client, "seeded");
            client.send("{\"msg\":\"method\",\"id\":\"again\",\"method\":\"/player/insert\",\"randomSeed\":\"a seed\","
                    + "\"params\":[{\"name\":\"x\"}]}");
            String second = awaitResult(client, "again");
            assertThat(first).matches(".*\"result\":\"[2-9A-Za-z]{17}\"}");
            assertThat(second).matches(".*\"result\":\"[2-9A-Za-z]{17}\"}").isNotEqualTo(first);
            assertThat(call(client, "/card/insert", "{}")).isNotEqualTo(first);
        }
    }

    @Test
    void whatIsNotAllowed_isRefusedInMeteorsWords() {
        try (DdpClient client = TestApplication.client()) {
            client.subscribe("board").awaitReady();
            call(client, "/card/insert", "{\"_id\":\"open\",\"title\":\"open\",\"votes\":1}");
            call(client, "/card/insert", "{\"_id\":\"locked\",\"title\":\"locked\",\"code\":\"taken\"}");
            Map<String, Object> before = client.collection("card").get("open");
            for (List<Object> row : REFUSED) {
                String reason = (String) row.get(3);
                assertThat(call(client, "/" + row.get(0), (String) row.get(1)))
                        .as(row.toString())
                        .endsWith("\"error\":{\"isClientSafe\":true,\"error\":" + row.get(2) + ",\"reason\":\"" + reason
                                + "\",\"message\":\"" + reason + " [" + row.get(2)
                                + "]\",\"errorType\":\"Meteor.Error\"}}");
            }
            assertThat(call(client, "/card/update", "\"open\",{\"$set\":{\"title\":\"" + "x".repeat(21) + "\"}}"))
                    .contains("\"error\":\"validation-error\"");
            assertThat(client.collection("card").get("open")).isEqualTo(before);
        }
    }

    @Test
    void documentsKnownByAnAttribute_areSoEverywhere() {
        try (DdpClient client = TestApplication.client()) {
            client.subscribe("board").awaitReady();
            call(client, "/player/insert", "{\"_id\":\"ben17\",\"name\":\"Ben\"}");
            assertThat(client.collection("player").get("ben17")).containsOnlyKeys("name", "team_id");
            assertThat(client.call("rename", "ben17", "Benjamin")).isEqualTo("ben17");
            client.awaitField("player", "ben17", "name", "Benjamin");
            assertThat(call(client, "player", "\"ben17\""))
                    .endsWith("\"result\":{\"_id\":\"ben17\",\"name\":\"Benjamin\",\"team_id\":null}}");
            assertThat(call(client, "rename", "\"nobody\",\"x\"")).contains("\"reason\":\"Match failed\"");
            call(client, "/card/insert", "{\"_id\":\"c2\",\"owner_id\":\"ben17\"}");
            call(client, "/card/insert", "{\"_id\":\"c3\"}");
            try (DdpClient other = TestApplication.client()) {
                other.subscribe("cardsOf", "ben17").awaitReady();
                assertThat(other.collection("card").get("c2")).containsEntry("owner_id", "ben17");
                assertThat(other.collection("card").get("c3")).isNull();
                call(client, "/card/update", "\"c3\",{\"$set\":{\"owner_id\":\"ben17\"}}");
                other.awaitField("card", "c3", "owner_id", "ben17");
            }
        }
    }

    @Test
    void documentsKnownByAMapping_areSoEverywhere() {
        try (DdpClient client = TestApplication.client()) {
            client.subscribe("board").awaitReady();
            String reds = (String) client.call("found", "Reds");
            assertThat(reds).matches("[2-9A-Za-z]{17}");
            assertThat(client.collection("team").get(reds)).isEqualTo(Map.of("name", "Reds"));
            assertThat(call(client, "/team/insert", "{\"_id\":\"blues\",\"name\":\"Blues\"}"))
                    .endsWith("\"result\":\"blues\"}");
            call(client, "/player/insert", "{\"_id\":\"cat17\",\"name\":\"Cat\",\"team_id\":\"blues\"}");
            client.awaitField("player", "cat17", "team_id", "blues");
            try (DdpClient other = TestApplication.client()) {
                other.subscribe("playersOf", reds).awaitReady();
                assertThat(other.collection("player").get("cat17")).isNull();
                client.call("join", "cat17", reds);
                other.awaitField("player", "cat17", "team_id", reds);
            }
            assertThat(call(client, "/team/update", "\"blues\",{\"$set\":{\"name\":\"Black\"}}"))
                    .endsWith("\"result\":1}");
            client.awaitField("team", "blues", "name", "Black");
            assertThat(call(client, "/team/remove", "\"blues\"")).endsWith("\"result\":1}");
            client.awaitRemoved("team", "blues");
        }
    }

    /** The result message of a call, when updated has come too. */
    private String call(DdpClient client, String method, String parameters) {
        String id = "call" + ++calls;
        client.send("{\"msg\":\"method\",\"id\":\"" + id + "\",\"method\":\"" + method + "\",\"params\":[" + parameters
                + "]}");
        return awaitResult(client, id);
    }

    private static String awaitResult(DdpClient client, String id) {
        client.await("updated of " + id, () -> has(client, updated(id)));
        String start = "{\"msg\":\"result\",\"id\":\"" + id + "\"";
        client.await("result of " + id, () -> has(client, start));
        return client.received().stream()
                .filter(message -> message.startsWith(start))
                .findFirst()
                .orElseThrow();
    }

    private void assertSentBeforeUpdated(DdpClient client, String text) {
        List<String> received = List.copyOf(client.received());
        int updated = received.indexOf(updated("call" + calls));
        assertThat(received.subList(0, updated)).anyMatch(message -> message.contains(text));
    }

    private static String updated(String id) {
        return "{\"msg\":\"updated\",\"methods\":[\"" + id + "\"]}";
    }

    private static boolean has(DdpClient client, String start) {
        return client.received().stream().anyMatch(message -> message.startsWith(start));
    }
}
