package io.ddp4ee.it;

import java.util.List;
import java.util.Map;

import io.ddp4ee.it.wire.Transcript;
import io.ddp4ee.test.DdpClient;

import static org.assertj.core.api.Assertions.assertThat;

/** The rows of a file: what a client is told whose call is refused. */
final class AccountErrors {

    private static final String HEARTBEAT = "{\"msg\":\"ping\"}";
    private static final String MAIL = "@example.org";

    private AccountErrors() {}

    /** @param user a name that there will be, and one with an address and no password beside it */
    static void assertAll(String file, String url, String user) {
        try (DdpClient client = DdpClient.connect(url)) {
            client.call("createUser", Map.of("username", user, "email", user + MAIL, "password", "secret"));
            client.call("invite", "invited." + user + MAIL);
        }
        try (DdpClient client = DdpClient.connect(url)) {
            int call = 0;
            for (List<String> row : Transcript.table(file)) {
                String id = "e" + call++;
                String parameters = row.get(1)
                        .replace("<user>", user)
                        .replace("<pass>", "\"secret\"")
                        .replace("<digest>", "{\"digest\":\"" + "0".repeat(64) + "\",\"algorithm\":\"sha-256\"}");
                int before = client.received().size();
                client.send("{\"msg\":\"method\",\"id\":\"" + id + "\",\"method\":\"" + row.get(0) + "\",\"params\":["
                        + (parameters.equals("-") ? "" : parameters) + "]}");
                client.awaitMessage("\"msg\":\"result\",\"id\":\"" + id + "\"");
                assertThat(client.received().stream().skip(before).filter(message -> !message.equals(HEARTBEAT)))
                        .as(row.toString())
                        .containsExactly("{\"msg\":\"updated\",\"methods\":[\"" + id + "\"]}", failed(id, row));
            }
        }
    }

    private static String failed(String id, List<String> row) {
        String error = row.get(2);
        String reason = row.size() > 3 ? row.get(3) : null;
        String message = (reason == null ? "" : reason + " ") + "[" + error.replace("\"", "") + "]";
        return "{\"msg\":\"result\",\"id\":\"" + id + "\",\"error\":{\"isClientSafe\":true,\"error\":" + error
                + (reason == null ? "" : ",\"reason\":\"" + reason + "\"") + ",\"message\":\"" + message
                + "\",\"errorType\":\"Meteor.Error\"}}";
    }
}
