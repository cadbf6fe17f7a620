package io.ddp4ee.it;

import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import io.ddp4ee.it.SockJsClient.Kind;
import io.ddp4ee.test.DdpClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Responses of SockJS that go on until they end, or their client does not read. */
@ExtendWith(ArquillianExtension.class)
@Timeout(90)
class SockJsStreamsIT {

    private static final Map<String, String> TEXT = Map.of("Content-Type", "text/plain");

    @Deployment(testable = false)
    static WebArchive war() {
        return SockJsIT.war();
    }

    @Test
    void stream_endsAfter128KiB() throws Exception {
        try (SockJsClient client = new SockJsClient(Kind.XHR_STREAMING, SockJsClient.nextSession()).connect()) {
            long characters = 0;
            for (int i = 0; i < 3; i++) {
                client.send("{\"msg\":\"method\",\"method\":\"echo\",\"id\":\"1\",\"params\":[\"" + "x".repeat(50_000)
                        + "\"]}");
            }
            for (String frame = client.frame(); frame != null; frame = client.frame()) {
                characters += frame.length() + 1;
            }
            assertThat(characters).isBetween(131_072L - 200, 131_072L + 51_000);
            client.send("{\"msg\":\"method\",\"method\":\"increment\",\"id\":\"2\",\"params\":[1]}");
            client.await("\"methods\":[\"2\"]");
        }
    }

    /** Some clients begin when they have what comes before the first frame. */
    @Test
    void stream_beginsWithAChunkOfItsOwn() throws Exception {
        String path = URI.create(SockJsClient.url("/sockjs/000/" + SockJsClient.nextSession() + "/xhr_streaming"))
                .getPath();
        try (RawClient client = RawClient.dial()) {
            client.write(("POST " + path + " HTTP/1.1\r\nHost: here\r\nContent-Length: 0\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            assertThat(client.readTo("\r\n\r\n")).startsWith("HTTP/1.1 200");
            assertThat(client.readTo("o\n")).matches("0*801\r\nh{2048}\n\r\n0*2\r\no\n");
        }
    }

    /** Nobody waits for it: not a thread of the server's, and not the others. */
    @Test
    void streamThatNobodyReads_isDropped() throws Exception {
        List<String> sessions = new ArrayList<>();
        List<Socket> sockets = new ArrayList<>();
        try (DdpClient other = TestApplication.client()) {
            for (int i = 0; i < 20; i++) {
                String session = SockJsClient.nextSession();
                sessions.add(session);
                sockets.add(stream(session));
                for (String message : List.of(SockJsClient.CONNECT, echo(), echo(), echo(), echo())) {
                    SockJsClient.request(
                            "POST", "/sockjs/000/" + session + "/xhr_send", TEXT, SockJsClient.quoted(message));
                }
            }
            assertThat(other.call("increment", 1)).isEqualTo(2L);
            for (String session : sessions) {
                await().atMost(60, TimeUnit.SECONDS).untilAsserted(() -> assertThat(
                                SockJsClient.request("POST", "/sockjs/000/" + session + "/xhr_send", TEXT, "[]")
                                        .statusCode())
                        .isEqualTo(404));
            }
            assertThat(other.call("increment", 1)).isEqualTo(2L);
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    private static String echo() {
        return "{\"msg\":\"method\",\"method\":\"repeat\",\"id\":\"1\",\"params\":[\"x\",4000000]}";
    }

    /** Reads the first frame, and nothing else. */
    private static Socket stream(String session) throws Exception {
        URI url = URI.create(SockJsClient.url("/sockjs/000/" + session + "/xhr_streaming"));
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4096);
        socket.connect(new InetSocketAddress(url.getHost(), url.getPort()));
        socket.getOutputStream()
                .write(("POST " + url.getPath() + " HTTP/1.1\r\nHost: " + url.getAuthority()
                                + "\r\nContent-Length: 0\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        InputStream in = socket.getInputStream();
        StringBuilder head = new StringBuilder();
        while (!head.toString().contains("\no\n")) {
            int read = in.read();
            assertThat(read).as(head.toString()).isNotNegative();
            head.append((char) read);
        }
        return socket;
    }
}
