package io.ddp4ee.session;

import java.util.AbstractMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;

import org.junit.jupiter.api.Test;

import io.ddp4ee.DdpException;
import io.ddp4ee.capture.Published;
import io.ddp4ee.message.Incoming;
import io.ddp4ee.message.MalformedMessage;
import io.ddp4ee.message.MessageReader;

import static org.assertj.core.api.Assertions.assertThat;

/** The client is answered whatever happens. */
@SuppressWarnings("FutureReturnValueIgnored") // The session is who waits for it.
class AnswersTest {

    private static final String INTERNAL = "{\"isClientSafe\":true,\"error\":500,\"reason\":\"Internal server error\","
            + "\"message\":\"Internal server error [500]\",\"errorType\":\"Meteor.Error\"}";

    private final Bench bench = new Bench();

    private List<String> answers() {
        Link session = bench.connect();
        session.receive(Bench.call("m1", "failing"));
        session.receive(Bench.call("m2", "failing"));
        bench.settle();
        return bench.client.sent();
    }

    private static String[] internalErrors() {
        return new String[] {
            "{\"msg\":\"updated\",\"methods\":[\"m1\"]}",
            "{\"msg\":\"result\",\"id\":\"m1\",\"error\":" + INTERNAL + "}",
            "{\"msg\":\"updated\",\"methods\":[\"m2\"]}",
            "{\"msg\":\"result\",\"id\":\"m2\",\"error\":" + INTERNAL + "}"
        };
    }

    @Test
    void mapperThatThrowsWhatItWasGiven_internalError() {
        bench.mapper = e -> {
            throw (IllegalStateException) e;
        };
        bench.serve("failing", false, (session, parameters) -> {
            throw new IllegalStateException("no");
        });

        assertThat(answers()).containsExactly(internalErrors());
    }

    @Test
    void errorInAMapper_internalError() {
        bench.mapper = e -> {
            throw new StackOverflowError();
        };
        bench.serve("failing", false, (session, parameters) -> {
            throw new IllegalStateException("no");
        });

        assertThat(answers()).containsExactly(internalErrors());
    }

    @Test
    void detailsThatCannotBeWritten_internalError() {
        bench.serve("failing", false, (session, parameters) -> {
            throw new DdpException("no", "reason", new AbstractMap<String, String>() {
                @Override
                public Set<Entry<String, String>> entrySet() {
                    throw new StackOverflowError();
                }
            });
        });

        assertThat(answers()).containsExactly(internalErrors());
    }

    @Test
    void errorWhileAMessageIsHandled_leavesTheSessionAlive() throws MalformedMessage {
        bench.serve("hello", false, (session, parameters) -> "hello");
        Link link = new Link(bench.client);
        Inbox inbox = new Inbox(
                bench.workers,
                bench.limits,
                (message, finish) -> {
                    bench.events.add("handled");
                    throw new StackOverflowError();
                },
                new Resent(),
                link,
                () -> bench.events.add("stuck"));
        Incoming message = new MessageReader().read("{\"msg\":\"any\"}");

        inbox.open();
        inbox.offer(message, 1, link);
        inbox.offer(message, 1, link);
        bench.settle();

        assertThat(bench.events).containsExactly("handled", "handled");
    }

    @Test
    void stageThatCannotBeFollowed_internalError() {
        bench.serve("failing", false, (session, parameters) -> new CompletableFuture<String>() {
            @Override
            public <U> CompletableFuture<U> handle(BiFunction<? super String, Throwable, ? extends U> action) {
                throw new UnsupportedOperationException("not written yet");
            }
        });

        assertThat(answers()).containsExactly(internalErrors());
    }

    private void assertAnswered(String id) {
        assertThat(bench.client.sent())
                .filteredOn(message -> message.contains("\"updated\"") && message.contains("\"" + id + "\""))
                .hasSize(1);
        assertThat(bench.client.sent())
                .filteredOn(message -> message.contains("\"result\"") && message.contains("\"" + id + "\""))
                .hasSize(1);
    }

    @Test
    void unknownMethod_isAnsweredByResultAndUpdated() {
        bench.connect().receive(Bench.call("m", "nothing"));
        bench.settle();

        assertAnswered("m");
    }

    @Test
    void errorInAMethod_isAnsweredByResultAndUpdated() {
        bench.serve("fail", false, (session, parameters) -> {
            throw new StackOverflowError();
        });
        bench.connect().receive(Bench.call("m", "fail"));
        bench.settle();

        assertAnswered("m");
    }

    @Test
    void whatCannotBeWaitedFor_isUpdatedAllTheSame() {
        bench.queries.established();
        bench.publishCategories("docs");
        bench.serve("write", false, (session, parameters) -> {
            bench.fences.listener(bench.queries).publishing(new Published(1, Set.of("Doc"), List.of()));
            bench.readers.refuseOne();
            return null;
        });
        Link session = bench.connect();
        session.receive(Bench.sub("s", "docs", "\"a\""));
        bench.settle();

        session.receive(Bench.call("m", "write"));
        bench.settle();

        assertAnswered("m");
    }

    /** Pings are answered without a worker, so nothing else would tell its client that it waits in vain. */
    @Test
    void noThreadForAMessage_closesTheConnection() {
        bench.serve("hello", false, (session, parameters) -> "hello");
        Link session = bench.connect();
        bench.workers.refuseOne();

        session.receive(Bench.call("m", "hello"));
        bench.settle();

        assertThat(bench.client.closings()).containsExactly(CloseCode.TRY_AGAIN_LATER);
    }

    @Test
    void noThreadForTheNextMessage_closesTheConnection() {
        CompletableFuture<Object> slow = new CompletableFuture<>();
        bench.serve("slow", false, (session, parameters) -> slow);
        Link session = bench.connect();
        session.receive(Bench.call("m1", "slow"));
        session.receive(Bench.call("m2", "slow"));
        bench.settle();
        bench.workers.refuseOne();

        slow.complete(null);
        bench.settle();

        assertThat(bench.client.closings()).containsExactly(CloseCode.TRY_AGAIN_LATER);
    }

    @Test
    void noThreadForTheBeginning_closesTheConnection() {
        Link session = bench.open();
        bench.workers.refuseOne();

        session.receive("{\"msg\":\"connect\",\"version\":\"1\",\"support\":[\"1\"]}");
        bench.settle();

        assertThat(bench.client.closings()).containsExactly(CloseCode.TRY_AGAIN_LATER);
    }
}
