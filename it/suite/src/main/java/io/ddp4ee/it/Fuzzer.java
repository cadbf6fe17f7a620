package io.ddp4ee.it;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

import io.ddp4ee.it.wire.Mutations;
import io.ddp4ee.test.DdpClient;

import static org.assertj.core.api.Assertions.assertThat;

/** Sends what no client should, one session after the other. Of one thread. */
final class Fuzzer {

    private static final int BETWEEN_PINGS = 50;
    private static final int OF_A_SESSION = 500;

    /**
     * What a session may be closed with: by its own method, for broken framing; and what is seen of that where the client was
     * sending still, and the system has reset the connection.
     */
    private static final List<Integer> CODES = List.of(1000, 3000, 1006);

    private final boolean sockJs;
    private final Mutations mutations;
    private final Map<String, Integer> answers = new TreeMap<>();

    Fuzzer(boolean sockJs, Mutations mutations) {
        this.sockJs = sockJs;
        this.mutations = mutations;
    }

    void send(int frames) {
        for (int sent = 0; sent < frames; sent += OF_A_SESSION) {
            String url = TestApplication.url();
            try (DdpClient client = DdpClient.connect(
                    sockJs ? url.replace("/websocket", "/sockjs/000/fuzz" + sent + "/websocket") : url)) {
                for (int i = 0; i < OF_A_SESSION && !client.isClosed(); i += BETWEEN_PINGS) {
                    boolean isLast = i + BETWEEN_PINGS >= OF_A_SESSION;
                    sendSome(client, sockJs && isLast ? client::sendFrame : client::send, sent + i);
                }
                if (client.isClosed()) {
                    assertThat(client.awaitClose()).isIn(CODES);
                }
                client.received().forEach(this::count);
            }
        }
    }

    /** @param messages broken frames would end a session, so they are its last */
    private void sendSome(DdpClient client, Consumer<String> messages, int number) {
        for (int i = 0; i < BETWEEN_PINGS; i++) {
            messages.accept(mutations.next());
        }
        // What a container does not close at once is given up after ten to fifteen seconds, and ends after ten more of
        // silence.
        client.timeout(Duration.ofSeconds(60));
        String pong = "{\"msg\":\"pong\",\"id\":\"after " + number + "\"}";
        client.send(pong.replace("pong", "ping"));
        client.await(pong, () -> client.isClosed() || client.received().contains(pong));
    }

    private void count(String message) {
        answers.merge(message.replaceAll("^\\{\"msg\":\"(\\w+)\".*", "$1"), 1, Integer::sum);
    }

    Map<String, Integer> answers() {
        return answers;
    }
}
