package io.ddp4ee.session;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

import io.ddp4ee.query.QueryLook;

import static org.assertj.core.api.Assertions.assertThat;

/** What is seen of a session and its queries by whoever looks after the server. */
class SessionLookTest {

    private final Bench bench = new Bench();

    private List<QueryLook> queries() {
        List<QueryLook> looks = new ArrayList<>();
        bench.queries.look(10, looks::addAll);
        bench.settle();
        return looks;
    }

    @Test
    @SuppressWarnings("FutureReturnValueIgnored") // The session is who waits for it.
    void session_isSeen_withWhatItAskedFor() {
        bench.queries.established();
        bench.publishCategories("byCategory");
        bench.serve("slow", false, (caller, parameters) -> new CompletableFuture<String>());
        Link link = bench.connect();
        link.receive(Bench.sub("s1", "byCategory", "\"red\""));
        bench.settle();
        link.receive(Bench.call("m1", "slow"));
        link.receive(Bench.call("m2", "slow"));
        bench.settle();

        SessionLook look = SessionLook.of(link.session());
        assertThat(look.state()).isEqualTo("CONNECTED");
        assertThat(look.toHandle()).isEqualTo(2);
        assertThat(look.toSend()).isZero();
        assertThat(look.subscriptions()).singleElement().satisfies(subscription -> {
            assertThat(subscription.id()).isEqualTo("s1");
            assertThat(subscription.publication()).isEqualTo("byCategory");
            assertThat(subscription.parameters()).isEqualTo(List.of("red"));
            assertThat(subscription.ready()).isTrue();
            assertThat(subscription.queries()).isEqualTo(1);
        });
        assertThat(queries()).singleElement().satisfies(query -> {
            assertThat(query.subscribers()).isEqualTo(1);
            assertThat(query.current()).isTrue();
            assertThat(query.query().collection()).isNotEmpty();
        });

        link.session().close(CloseCode.NORMAL, "done");
        assertThat(SessionLook.of(link.session())).isNull();
    }
}
