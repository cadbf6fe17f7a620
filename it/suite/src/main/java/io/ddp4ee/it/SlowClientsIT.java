package io.ddp4ee.it;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.awaitility.Awaitility;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.ddp4ee.it.crowd.Press;
import io.ddp4ee.test.DdpClient;

import static org.assertj.core.api.Assertions.assertThat;

/** Clients that do not read, that do not stop, or that vanish cost bounded memory, and delay nobody else. */
@ExtendWith(ArquillianExtension.class)
@Tag("load")
class SlowClientsIT {

    private static final int MAX_OUTBOX = 1_048_576;
    private static final int MAX_MESSAGE = 262_144;

    /** Without what finds a client that does not read after some time: the bounds alone must do. */
    private static final String CONFIG = """
            ddp.session.max-outbox=%d
            ddp.session.max-message=%d
            ddp.session.send-timeout=PT10M
            ddp.session.heartbeat=PT0S
            """.formatted(MAX_OUTBOX, MAX_MESSAGE);

    private static final String SESSION = "io.ddp4ee.session.Session";

    /** One for each session that has subscribed. */
    private static final String FEED = "io.ddp4ee.session.QueryFeed";

    private static final int NON_READERS = 200;
    private static final int LEAFLETS = 10;
    private static final int CHARACTERS = 100_000;

    /** What the server needs besides: for what it sends to the clients that behave, and for its own buffers. */
    private static final long BESIDES = 32L * 1024 * 1024;

    /**
     * What the container itself keeps for a client that does not read. Payara takes messages as sent until four times the
     * socket's buffer waits, and shows nobody how much that is.
     */
    private static final long CONTAINER = System.getProperty("it.server", "").equals("payara") ? 8L * 1024 * 1024 : 0;

    /** The same of small messages, each of which costs several times its length there. */
    private static final long CONTAINER_OF_SMALL = 6 * CONTAINER;

    /** For a client to be found that does nothing wrong but to be silent. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final List<String> MESSAGES = List.of(
            "{\"msg\":\"method\",\"method\":\"increment\",\"id\":\"1\",\"params\":[1]}",
            "{\"msg\":\"ping\"}",
            "{\"msg\":\"sub\",\"id\":\"1\",\"name\":\"ticks\",\"params\":[0]}",
            "{\"msg\":\"sub\",\"id\":\"1\",\"name\":\"none\",\"params\":[]}",
            "{\"msg\":\"unsub\",\"id\":\"1\"}",
            "garbage");

    private static final List<RawClient> SILENT = new ArrayList<>();

    @Deployment(name = "probe", order = 1, testable = false)
    static WebArchive probe() {
        return ServerProbe.war();
    }

    @Deployment(name = "press", order = 2, testable = false)
    static WebArchive press() {
        return TestApplication.bare()
                .addPackage(Press.class.getPackage())
                .addAsResource(new StringAsset(TestApplication.persistenceXml("")), "META-INF/persistence.xml")
                .addAsResource(new StringAsset(CONFIG), "META-INF/microprofile-config.properties");
    }

    /** Before all else: they are given the most time. */
    @BeforeAll
    static void openSilent() throws IOException {
        for (int i = 0; i < 20; i++) {
            SILENT.add(RawClient.open());
        }
    }

    @AfterAll
    static void closeSilent() {
        SILENT.forEach(RawClient::close);
    }

    @Test
    void clientsThatNeverRead_areDropped() throws Exception {
        List<RawClient> bad = new ArrayList<>();
        try (Bystanders others = new Bystanders();
                DdpClient press = TestApplication.client()) {
            others.goOn("alone");
            press.subscribe("leaflets").awaitReady();
            print(press, 'a');
            Heap before = ServerProbe.heap();
            for (int i = 0; i < NON_READERS; i++) {
                bad.add(RawClient.subscribe("leaflets", "[]"));
            }
            awaitSessions(before, bad.size());
            others.goOn("beside " + NON_READERS + " that do not read");
            awaitSessions(before, bad.size());
            printUntilDropped(press, before, bad.size());
            others.goOn("beside " + NON_READERS + " that never read");
            awaitSessions(before, 0);
            // What a container has taken, it may keep until then.
            bad.forEach(RawClient::close);
            Awaitility.await("all is freed").atMost(PATIENCE).untilAsserted(() -> assertBounded(before, 0));
        } finally {
            bad.forEach(RawClient::close);
        }
    }

    @Test
    void clientsThatReadAByteASecond_areDropped() throws Exception {
        List<RawClient> bad = new ArrayList<>();
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        try (Bystanders others = new Bystanders();
                DdpClient press = TestApplication.client()) {
            others.goOn("alone");
            press.subscribe("leaflets").awaitReady();
            print(press, 'a');
            Heap before = ServerProbe.heap();
            for (int i = 0; i < 10; i++) {
                RawClient client = RawClient.subscribe("leaflets", "[]");
                bad.add(client);
                var unused = clock.scheduleAtFixedRate(client::readOrStop, 0, 1, TimeUnit.SECONDS);
            }
            awaitSessions(before, bad.size());
            printUntilDropped(press, before, bad.size());
            others.goOn("beside 10 that read a byte a second");
            awaitSessions(before, 0);
            // What a container has taken, it may keep until then.
            bad.forEach(RawClient::close);
            Awaitility.await("all is freed").atMost(PATIENCE).untilAsserted(() -> assertBounded(before, 0));
        } finally {
            clock.shutdownNow();
            bad.forEach(RawClient::close);
        }
    }

    /**
     * Until none is left of those who do not read: how much the system and the container take for each before anything waits
     * is not the same everywhere.
     */
    private static void printUntilDropped(DdpClient press, Heap before, int clients) {
        AtomicInteger printed = new AtomicInteger();
        Awaitility.await("those who do not read are dropped").atMost(PATIENCE).until(() -> {
            print(press, (char) ('b' + printed.getAndIncrement() % 25));
            assertBounded(before, clients);
            return ServerProbe.heap().instances(FEED) <= before.instances(FEED);
        });
    }

    /** All leaflets anew, with some text. Whoever prints reads them too, and goes on when they have come. */
    private static void print(DdpClient press, char letter) {
        press.call("print", LEAFLETS, CHARACTERS, String.valueOf(letter));
        press.awaitField("leaflet", LEAFLETS, "text", String.valueOf(letter).repeat(CHARACTERS));
    }

    /** Payara takes long to fill its own queue with small answers, and until it has, nobody knows that they are not read. */
    @Test
    void clientsThatSendMessagesWithoutEnd_areDropped() throws Exception {
        List<Sender> bad = new ArrayList<>();
        try (Bystanders others = new Bystanders()) {
            others.goOn("alone");
            Heap before = ServerProbe.heap();
            long connections = ServerProbe.connections();
            for (String message : MESSAGES) {
                bad.add(new Sender(message, new byte[0], RawClient.message(message)));
            }
            others.goOn("beside " + bad.size() + " that send messages without end");
            assertBounded(before, bad.size(), CONTAINER_OF_SMALL);
            System.out.println(bad);
            if (CONTAINER == 0) {
                awaitSessions(before, 0);
            }
            bad.forEach(Sender::close);
            awaitSessions(before, 0);
            Awaitility.await("all is freed").atMost(PATIENCE).untilAsserted(() -> assertBounded(before, 0));
            awaitConnections(connections);
        } finally {
            bad.forEach(Sender::close);
        }
    }

    /** The sessions are closed; but Payara, having refused such a frame, keeps the connection until the client goes. */
    @Test
    void messagesWithoutEnd_costNoMoreThanTheLargest() throws Exception {
        byte[] part = new byte[8192];
        Arrays.fill(part, (byte) 'x');
        byte[] next = RawClient.frame(false, RawClient.CONTINUATION, part);
        long endless = 1L << 40;
        List<Sender> bad = new ArrayList<>();
        List<Sender> inFrames = new ArrayList<>();
        try (Bystanders others = new Bystanders()) {
            others.goOn("alone");
            Heap before = ServerProbe.heap();
            long connections = ServerProbe.connections();
            for (int type : new int[] {RawClient.TEXT, RawClient.BINARY}) {
                bad.add(new Sender("one frame of type " + type, RawClient.head(true, type, endless), part));
                Sender message = new Sender("one message of type " + type, RawClient.frame(false, type, part), next);
                bad.add(message);
                inFrames.add(message);
            }
            others.goOn("beside " + bad.size() + " that send a message without end");
            // A frame says at its beginning how long it is, and may be refused at once; a message in frames does not.
            assertThat(bad)
                    .as("what has been sent, or was refused")
                    .allMatch(sender -> sender.isDropped() || sender.sent() > MAX_MESSAGE);
            assertThat(inFrames).as("what has been sent").allMatch(sender -> sender.sent() > MAX_MESSAGE);
            assertBounded(before, bad.size());
            bad.forEach(Sender::close);
            awaitSessions(before, 0);
            assertBounded(before, 0);
            awaitConnections(connections);
        } finally {
            bad.forEach(Sender::close);
            System.out.println(bad);
        }
    }

    @Test
    void aThousandThatVanish_leaveNothing() throws Exception {
        List<RawClient> bad = new ArrayList<>();
        try (Bystanders others = new Bystanders()) {
            others.goOn("alone");
            Heap before = ServerProbe.heap();
            for (int i = 0; i < 1000; i++) {
                bad.add(i % 2 == 0 ? RawClient.connect() : RawClient.subscribe("ticks", "[" + Long.MAX_VALUE + "]"));
            }
            awaitSessions(before, bad.size());
            others.goOn("beside a thousand that are silent");
            assertBounded(before, bad.size());
            for (int i = 0; i < bad.size(); i++) {
                if (i % 4 < 2) {
                    bad.get(i).vanish();
                } else {
                    bad.get(i).close();
                }
            }
            others.goOn("beside a thousand that vanish");
            awaitSessions(before, 0);
            assertBounded(before, 0);
        } finally {
            bad.forEach(RawClient::close);
        }
    }

    @Test
    void clientsThatNeverConnect_areDropped() throws Exception {
        try (Bystanders others = new Bystanders()) {
            others.goOn("beside those that never connect");
            for (RawClient client : SILENT) {
                assertThat(client.read()).as("first byte").isEqualTo(RawClient.CLOSE_FRAME);
            }
        }
    }

    /** What each client may cost at most: what waits for it, what is on its way to it, and what came from it. */
    private static void assertBounded(Heap before, int clients) {
        assertBounded(before, clients, CONTAINER);
    }

    private static void assertBounded(Heap before, int clients, long container) {
        long cost = ServerProbe.heap().bytes() - before.bytes();
        System.out.printf("%d clients: %d KB%n", clients, cost / 1024);
        assertThat(cost)
                .as("bytes that %d clients cost", clients)
                .isLessThan(BESIDES + clients * (container + MAX_OUTBOX + 2 * MAX_MESSAGE));
    }

    /** A server may keep one for ever that was closed at the wrong moment. */
    private static void awaitConnections(long before) {
        Awaitility.await("no connection is kept")
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(ServerProbe.connections()).isLessThanOrEqualTo(before));
    }

    /** So many more than before; of those, the silent ones may be dropped at any time. */
    private static void awaitSessions(Heap before, int more) {
        long most = before.instances(SESSION) + more;
        Awaitility.await(more + " more sessions")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(
                        () -> assertThat(ServerProbe.heap().instances(SESSION)).isBetween(most - SILENT.size(), most));
    }
}
