package io.ddp4ee.session;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.ddp4ee.LiveQuery;
import io.ddp4ee.Subscription;
import io.ddp4ee.message.ClientMessage;
import io.ddp4ee.publication.Production;
import io.ddp4ee.publication.PublicationDefinition;
import io.ddp4ee.security.Access;

import static org.assertj.core.api.Assertions.assertThat;

class SessionEndTest {

    private static final String CONNECT = "{\"msg\":\"connect\",\"version\":\"1\",\"support\":[\"1\"]}";

    private final Bench bench = new Bench();

    private void publish(String name, boolean universal, Runnable called) {
        bench.publications.put(
                name,
                new PublicationDefinition(name, universal, false, "here", Access.EVERYBODY, (session, parameters) -> {
                    called.run();
                    return new Production(List.of(LiveQuery.of(Object.class)), List.of(), () -> {});
                }));
    }

    @Test
    void closedBeforeItsSubscriptionIsHandled_noPublicationIsCalled() {
        publish("docs", false, () -> bench.events.add("published"));
        Link session = bench.connect();
        session.close(CloseCode.NORMAL, null);
        bench.settle();

        session.session().subscriptions().subscribe(new ClientMessage.Sub("s", "docs", List.of("*")), () -> {});
        bench.settle();

        assertThat(bench.events).containsExactly("opened", "closed");
        assertThat(session.session().subscriptions().isEmpty()).isTrue();
    }

    @Test
    void closedWhileItsPublicationIsCalled_nothingIsRead() {
        Link[] session = new Link[1];
        publish("docs", false, () -> {
            session[0].close(CloseCode.NORMAL, null);
            bench.finishers.runOne();
        });
        bench.queries.established();
        session[0] = bench.connect();

        session[0].receive(Bench.sub("s", "docs", "\"*\""));
        bench.settle();

        assertThat(bench.database.reads()).isZero();
    }

    @Test
    void closed_endsItsSubscriptions() {
        bench.publish("hand", subscription -> subscription.onStop(() -> bench.events.add("stopped")));
        Link session = bench.connect();
        session.receive(Bench.sub("s", "hand", ""));
        bench.settle();

        session.close(CloseCode.NORMAL, null);
        bench.settle();

        assertThat(bench.events).containsExactly("opened", "stopped", "closed");
    }

    @Test
    void refusedVersion_isAnsweredOnce_whateverComesThen() {
        Link session = bench.open();
        session.receive("{\"msg\":\"connect\",\"version\":\"0\",\"support\":[\"0\"]}");
        session.receive("nonsense");
        bench.settle();

        assertThat(bench.client.sent()).containsExactly("{\"msg\":\"failed\",\"version\":\"1\"}");
    }

    @Test
    void closed_hasNoSubscriptionsLeft() {
        publish("docs", false, () -> {});
        publish("everybody", true, () -> {});
        Link session = bench.connect();
        session.receive(Bench.sub("s", "docs", ""));
        bench.settle();
        assertThat(session.session().subscriptions().isEmpty()).isFalse();

        session.close(CloseCode.NORMAL, null);
        bench.settle();

        assertThat(session.session().subscriptions().isEmpty()).isTrue();
    }

    @Test
    void closedWhileItConnects_noUniversalSubscriptionOutlivesIt() {
        bench.publish("everybody", true, new Production(List.of(), List.of(Subscription::ready), () -> {}));
        Link session = bench.open();
        // The first thing that is sent is connected; only then universal publications begin.
        bench.client.whenCalled(() -> {
            session.close(CloseCode.NORMAL, null);
            bench.finishers.runOne();
        });

        session.receive(CONNECT);
        bench.settle();

        assertThat(bench.events).containsExactly("opened", "closed");
        assertThat(session.session().subscriptions().isEmpty()).isTrue();
    }

    @Test
    void closedBeforeItsUniversalPublicationIsCalled_itIsNotCalled() {
        publish("everybody", true, () -> bench.events.add("published"));
        Link session = bench.open();
        session.receive(CONNECT);

        session.close(CloseCode.NORMAL, null);
        while (bench.finishers.runOne() || bench.pool.runOne()) {
            // The end is worked off before the workers have begun.
        }
        assertThat(bench.events).isEmpty();
        bench.settle();

        assertThat(bench.events).containsExactly("opened", "closed");
    }

    @Test
    void actionThatComesAfterTheEnd_runsElsewhere_andOnce() {
        Link session = bench.connect();
        session.close(CloseCode.NORMAL, null);
        bench.settle();

        session.session().handle().onClose(() -> bench.events.add("late"));
        session.session().handle().onClose(() -> {
            throw new StackOverflowError();
        });
        assertThat(bench.events).containsExactly("opened", "closed");
        bench.settle();
        assertThat(bench.events).containsExactly("opened", "closed", "late");
    }

    @Test
    void closedInAMethod_noResult_andNoMessageThatWaits_andTheActionsRunLater() {
        bench.serve("close", false, (session, parameters) -> {
            session.onClose(() -> bench.events.add("action"));
            session.setUserId("1");
            session.close();
            bench.events.add("method");
            return 1;
        });
        bench.serve("next", false, (session, parameters) -> bench.events.add("next"));
        bench.publish("hand", subscription -> {
            bench.events.add("published");
            subscription.ready();
        });
        Link session = bench.connect();
        session.receive(Bench.sub("s", "hand", ""));
        session.receive(Bench.call("m1", "close"));
        session.receive(Bench.call("m2", "next"));
        session.receive(Bench.sub("s2", "hand", ""));
        bench.settle();

        assertThat(bench.events).containsExactly("opened", "published", "method", "action", "closed");
        assertThat(bench.client.sent()).containsExactly("{\"msg\":\"ready\",\"subs\":[\"s\"]}");
        assertThat(bench.client.closings()).containsExactly(CloseCode.NORMAL);
    }

    @Test
    void allClosed_thoseThatReadAreToldFirst() {
        Sessions sessions = bench.sessions();
        List<RecordingConnection> closed = new ArrayList<>();
        bench.client.whenCalled(() -> closed.add(bench.client));
        for (int i = 0; i < 20; i++) {
            RecordingConnection slow = new RecordingConnection();
            slow.stopReading();
            slow.whenCalled(() -> closed.add(slow));
            sessions.open(slow, Bench.HANDSHAKE).receive(CONNECT);
        }
        sessions.open(bench.client, Bench.HANDSHAKE).receive(CONNECT);
        bench.passRound();

        closed.clear();
        sessions.close();

        assertThat(closed).hasSize(21).startsWith(bench.client);
        assertThat(bench.client.closings()).containsExactly(CloseCode.GOING_AWAY);
    }

    @Test
    void closedBeforeItConnects_nobodyIsTold() {
        Link session = bench.open();

        session.close(CloseCode.NORMAL, null);
        session.receive(CONNECT);
        bench.settle();

        assertThat(bench.events).isEmpty();
        assertThat(bench.client.sent()).isEmpty();
    }

    @Test
    void endedBeforeItIsKnownAsConnected_isNotKnown() {
        Sessions sessions = bench.sessions();
        Link link = sessions.open(bench.client, Bench.HANDSHAKE);
        link.receive(CONNECT);
        bench.settle();
        Session ended = link.session();
        link.close(CloseCode.NORMAL, null);
        bench.settle();

        sessions.connected(ended);
        assertThat(sessions.known(ended.secret())).isNull();
    }
}
