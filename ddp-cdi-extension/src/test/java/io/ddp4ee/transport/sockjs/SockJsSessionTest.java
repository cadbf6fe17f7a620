package io.ddp4ee.transport.sockjs;

import java.io.IOException;
import java.net.URI;
import java.security.Principal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.ddp4ee.query.Timer;
import io.ddp4ee.session.Handshake;
import io.ddp4ee.session.ServedSessions;
import io.ddp4ee.transport.Closers;
import io.ddp4ee.transport.Rounds;
import io.ddp4ee.transport.SockJsTimes;
import io.ddp4ee.transport.Transport;

import static org.assertj.core.api.Assertions.assertThat;

class SockJsSessionTest {

    private static final Handshake NOBODY = new Handshake(URI.create("/"), Map.of(), "", null, Set.of());
    private static final String CONNECT = "{\"msg\":\"connect\",\"version\":\"1\",\"support\":[\"1\"]}";
    private static final String CONNECTED = "a\\[\"\\{\\\\\"msg\\\\\":\\\\\"connected\\\\\".*\"]\n";
    private static final String UNLIKE = "{\"msg\":\"connect\"}";
    private static final SockJsTimes TIMES = new SockJsTimes(Duration.ofSeconds(45), Duration.ofSeconds(60));

    private final ServedSessions served = new ServedSessions();
    private final List<Runnable> timed = new ArrayList<>();
    private long now;

    private final Timer timer = new Timer() {
        @Override
        public long nanoTime() {
            return now;
        }

        @Override
        public void after(Duration delay, Runnable task) {
            timed.add(task);
        }
    };

    private final SockJsSessions sessions = sessions(served);

    private SockJsSessions sessions(ServedSessions of) {
        return new SockJsSessions(new Transport(
                of.sessions(),
                1000,
                200,
                TIMES,
                new Rounds(timer, Runnable::run, TIMES),
                new Closers(Runnable::run, Runnable::run)));
    }

    private void pass(int seconds) {
        now += Duration.ofSeconds(seconds).toNanos();
        timed.remove(0).run();
        served.settle();
    }

    /** A response that takes all that it is given. */
    private FakeResponse ask(FrameStyle style) throws IOException {
        FakeResponse response = new FakeResponse(Runnable::run, style);
        response.receiver().begin(sessions.open("one", NOBODY).attach(response.receiver()));
        response.take(1000);
        return response;
    }

    private String poll() throws IOException {
        return ask(FrameStyle.POLLING).text();
    }

    private void say(String... messages) {
        sessions.known("one", NOBODY).receive(List.of(messages));
        served.settle();
    }

    private void connect() throws IOException {
        poll();
        say(CONNECT);
        assertThat(poll()).matches(CONNECTED);
    }

    private static String call(String id, String method) {
        return "{\"msg\":\"method\",\"id\":\"" + id + "\",\"method\":\"" + method + "\",\"params\":[]}";
    }

    @Test
    void firstResponse_opensTheSession_andMessagesWaitForTheNext() throws Exception {
        assertThat(sessions.known("one", NOBODY)).isNull();
        assertThat(poll()).isEqualTo("o\n");
        say(CONNECT, "{\"msg\":\"ping\",\"id\":\"1\"}", "{\"msg\":\"ping\"}");
        assertThat(poll()).matches("a\\[\".*connected.*\",\".*pong.*1.*\",\".*pong.*\"]\n");
        assertThat(poll()).isEmpty();
    }

    @Test
    void response_getsWhatIsSaidLater_andAStreamGetsItMessageByMessage() throws Exception {
        poll();
        FakeResponse polled = ask(FrameStyle.POLLING);
        say(CONNECT);
        assertThat(polled.text()).matches(CONNECTED);
        say("{\"msg\":\"ping\",\"id\":\"1\"}", "{\"msg\":\"ping\",\"id\":\"2\"}");
        FakeResponse streamed = ask(FrameStyle.EVENT_SOURCE);
        assertThat(streamed.text()).matches("\r\ndata: a\\[.*1.*]\r\n\r\ndata: a\\[.*2.*]\r\n\r\n");
        say("{\"msg\":\"ping\",\"id\":\"3\"}");
        assertThat(streamed.text()).matches("[^3]*data: a\\[.*3.*]\r\n\r\n");
    }

    @Test
    void secondResponse_isRefused() throws Exception {
        poll();
        FakeResponse first = ask(FrameStyle.POLLING);
        FakeResponse second = ask(FrameStyle.POLLING);
        assertThat(second.text()).isEqualTo("c[2010,\"Another connection still open\"]\n");
        assertThat(second.isComplete()).isTrue();
        say(CONNECT);
        assertThat(first.text()).matches(CONNECTED);
    }

    @Test
    void closedSession_saysWhatWasLeft_andThenThatItIsClosed() throws Exception {
        poll();
        say(UNLIKE);
        assertThat(poll()).contains("failed");
        assertThat(poll()).isEqualTo("c[1000,\"Normal closure\"]\n");
        assertThat(poll()).isEqualTo("c[1000,\"Normal closure\"]\n");
        pass(59);
        assertThat(sessions.known("one", NOBODY)).isNotNull();
        pass(1);
        assertThat(sessions.known("one", NOBODY)).isNull();
    }

    @Test
    void waitingResponse_isToldThatItIsClosed() throws Exception {
        FakeResponse stream = ask(FrameStyle.STREAMING);
        say(UNLIKE);
        assertThat(stream.text()).endsWith("\\\"version\\\":\\\"1\\\"}\"]\nc[1000,\"Normal closure\"]\n");
        assertThat(stream.isComplete()).isTrue();
    }

    @Test
    void silence_isBrokenByAHeartbeat() throws Exception {
        poll();
        FakeResponse stream = ask(FrameStyle.EVENT_SOURCE);
        pass(44);
        assertThat(stream.text()).isEqualTo("\r\n");
        pass(1);
        assertThat(stream.text()).isEqualTo("\r\ndata: h\r\n\r\n");
        pass(44);
        assertThat(stream.text()).isEqualTo("\r\ndata: h\r\n\r\n");
        pass(1);
        assertThat(stream.text()).isEqualTo("\r\ndata: h\r\n\r\ndata: h\r\n\r\n");
    }

    @Test
    void clientThatDoesNotAskAgain_isGone() throws Exception {
        connect();
        assertThat(served.sessions().count()).isEqualTo(1);
        pass(59);
        assertThat(poll()).isEmpty();
        pass(61);
        assertThat(sessions.known("one", NOBODY)).isNotNull();
        say("{\"msg\":\"ping\"}");
        pass(60);
        assertThat(sessions.known("one", NOBODY)).isNull();
        assertThat(served.sessions().count()).isZero();
        assertThat(poll()).isEqualTo("o\n");
    }

    @Test
    void responseThatFails_endsTheSession() throws Exception {
        connect();
        FakeResponse response = ask(FrameStyle.POLLING);
        response.receiver().onError(new IOException("gone"));
        served.settle();
        assertThat(sessions.known("one", NOBODY)).isNull();
        assertThat(served.sessions().count()).isZero();
        assertThat(response.isComplete()).isTrue();
    }

    @Test
    void responseThatTakesNothing_isAbandonedWhenTheSessionIsClosed() throws Exception {
        connect();
        FakeResponse stuck = new FakeResponse(Runnable::run, FrameStyle.STREAMING);
        stuck.receiver().begin(sessions.open("one", NOBODY).attach(stuck.receiver()));
        sessions.known("one", NOBODY).refuse();
        served.settle();
        pass(9);
        assertThat(stuck.isComplete()).isFalse();
        pass(1);
        assertThat(stuck.isComplete()).isTrue();
        assertThat(sessions.known("one", NOBODY)).isNull();
    }

    /** So that the bound of what waits for a client holds for one that polls, too. */
    @Test
    void clientThatDoesNotPoll_holdsUpItsSession() throws Exception {
        connect();
        for (int i = 0; i < 4; i++) {
            say(call(String.valueOf(i), "long"));
        }
        String first = poll();
        assertThat(first).hasSizeBetween(100_000, 110_000).contains("\\\"id\\\":\\\"1\\\"");
        served.settle();
        assertThat(poll()).hasSizeBetween(100_000, 110_000).contains("\\\"id\\\":\\\"3\\\"");
    }

    @Test
    void firstMessage_isSmall() throws Exception {
        connect();
        say("{\"msg\":\"ping\",\"id\":\"" + "x".repeat(300) + "\"}");
        assertThat(poll()).contains("pong");
        sessions.open("three", NOBODY).receive(List.of("x".repeat(201)));
        served.settle();
        FakeResponse response = new FakeResponse(Runnable::run, FrameStyle.POLLING);
        response.receiver().begin(sessions.known("three", NOBODY).attach(response.receiver()));
        response.take(10);
        assertThat(response.text()).isEqualTo("c[1009,\"A message may have 200 characters\"]\n");
    }

    @Test
    void session_isOfItsUser() {
        Handshake alice = new Handshake(URI.create("/"), Map.of(), "", user("alice"), Set.of());
        Handshake bob = new Handshake(URI.create("/"), Map.of(), "", user("bob"), Set.of());
        assertThat(sessions.open("two", alice)).isNotNull();
        for (Handshake other : List.of(bob, NOBODY)) {
            assertThat(sessions.open("two", other)).isNull();
            assertThat(sessions.known("two", other)).isNull();
        }
        assertThat(sessions.known("two", alice)).isSameAs(sessions.open("two", alice));
    }

    private static Principal user(String name) {
        return () -> name;
    }

    @Test
    void end_leavesNoResponseBehind() throws Exception {
        poll();
        FakeResponse waiting = ask(FrameStyle.STREAMING);
        sessions.close();
        assertThat(waiting.isComplete()).isTrue();
        assertThat(waiting.misuse()).isNull();
        assertThat(sessions.known("one", NOBODY)).isNull();
    }

    /** The bound of sessions of one address is one of these, too. */
    @Test
    void sessionThatIsRefused_isToldSo_andNotKept() throws Exception {
        SockJsSessions few = sessions(new ServedSessions(1));
        assertThat(few.open("first", NOBODY)).isNotNull();
        for (int i = 0; i < 3; i++) {
            FakeResponse response = new FakeResponse(Runnable::run, FrameStyle.POLLING);
            response.receiver().begin(few.open("other", NOBODY).attach(response.receiver()));
            response.take(10);
            assertThat(response.text()).isEqualTo("c[1013,\"Too many sessions of one address\"]\n");
            assertThat(response.isComplete()).isTrue();
        }
        assertThat(few.known("other", NOBODY)).isNull();
        assertThat(few.count()).isEqualTo(1);
    }

    @Test
    void secondResponse_ofASessionThatIsClosed_isToldSo() throws Exception {
        connect();
        FakeResponse stuck = new FakeResponse(Runnable::run, FrameStyle.STREAMING);
        stuck.receiver().begin(sessions.open("one", NOBODY).attach(stuck.receiver()));
        sessions.known("one", NOBODY).refuse();
        assertThat(poll()).isEqualTo("c[1009,\"A request may have 1000 bytes\"]\n");
        stuck.take(100);
        assertThat(stuck.text()).endsWith("\nc[1009,\"A request may have 1000 bytes\"]\n");
    }

    @Test
    void request_isSmall_untilTheClientHasConnected() throws Exception {
        poll();
        assertThat(sessions.known("one", NOBODY).most()).isEqualTo(200);
        say(CONNECT);
        assertThat(sessions.known("one", NOBODY).most()).isEqualTo(1000);
    }
}
