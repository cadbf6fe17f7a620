package io.ddp4ee.session;

import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.ddp4ee.PublicationStrategy;
import io.ddp4ee.bus.ChangeBatch;
import io.ddp4ee.query.Version;
import io.ddp4ee.session.SimulatedDatabase.CategoryQuery;
import io.ddp4ee.session.SimulatedDatabase.Part;

import static org.assertj.core.api.Assertions.assertThat;

/** Of several subscriptions of a session to the same, the client sees one; each begins and ends by itself. */
class QueryFeedTest {

    private final Bench bench = new Bench();
    private Link session;

    @BeforeEach
    void connect() {
        bench.queries.established();
        bench.publishCategories("docs");
        session = bench.connect();
        write("d", "a");
        bench.client.sent().clear();
    }

    private void say(String message) {
        session.receive(message);
        bench.settle();
    }

    private void write(String id, String category) {
        bench.database.commit(bench.database.begin(), id, category);
        while (!bench.database.notifications().isEmpty()) {
            ChangeBatch batch = bench.database.notifications().remove();
            bench.queries.execute(() -> bench.queries.received(batch));
        }
        bench.settle();
    }

    private List<String> taken() {
        List<String> taken = List.copyOf(bench.client.sent());
        bench.client.sent().clear();
        return taken;
    }

    private static String ready(String id) {
        return "{\"msg\":\"ready\",\"subs\":[\"" + id + "\"]}";
    }

    private Version seen() {
        return session.session().subscriptions().seen(bench.queries);
    }

    private int views() {
        return session.session().subscriptions().views().size();
    }

    @Test
    void second_isReadyWithNothingNew_andEachChangeIsToldOnce() {
        say(Bench.sub("s1", "docs", "\"a\""));
        assertThat(taken()).hasSize(2).last().isEqualTo(ready("s1"));
        int reads = bench.database.reads();

        say(Bench.sub("s2", "docs", "\"a\",\"a\""));
        assertThat(taken()).containsExactly(ready("s2"));
        assertThat(views()).isEqualTo(1);
        assertThat(bench.database.reads()).isEqualTo(reads);

        write("d", "a");
        assertThat(taken()).hasSize(1);
    }

    @Test
    void documents_goWithTheLast_whicheverCameFirst() {
        say(Bench.sub("s1", "docs", "\"a\""));
        say(Bench.sub("s2", "docs", "\"a\""));
        taken();

        say("{\"msg\":\"unsub\",\"id\":\"s1\"}");
        assertThat(taken()).containsExactly("{\"msg\":\"nosub\",\"id\":\"s1\"}");
        write("d", "a");
        assertThat(taken()).hasSize(1);

        say("{\"msg\":\"unsub\",\"id\":\"s2\"}");
        assertThat(taken())
                .containsExactly(
                        "{\"msg\":\"removed\",\"collection\":\"docs\",\"id\":\"d\"}",
                        "{\"msg\":\"nosub\",\"id\":\"s2\"}");
        assertThat(views()).isZero();

        say(Bench.sub("s3", "docs", "\"a\""));
        assertThat(taken()).hasSize(2).last().isEqualTo(ready("s3"));
    }

    @Test
    void oneThatComesWhileTheFirstIsRead_isReadyWithIt_alsoIfThatHasGone() {
        bench.database.failReads(1);
        session.receive(Bench.sub("s1", "docs", "\"a\""));
        session.receive(Bench.sub("s2", "docs", "\"a\""));
        bench.settle();
        session.receive("{\"msg\":\"unsub\",\"id\":\"s1\"}");
        bench.settle();
        for (int round = 0; round < 10 && !bench.client.sent().contains(ready("s2")); round++) {
            bench.passRound();
        }
        assertThat(taken())
                .anyMatch(text -> text.contains("\"added\""))
                .contains("{\"msg\":\"nosub\",\"id\":\"s1\"}", ready("s2"));
    }

    @Test
    void refusal_endsAll_andWhoAsksAgainIsAnswered() {
        say(Bench.sub("s1", "docs", "\"a\""));
        say(Bench.sub("s2", "docs", "\"a\""));
        taken();
        bench.database.refuse("a", true);
        bench.queries.execute(bench.queries::doubt);
        bench.settle();
        assertThat(taken()).filteredOn(text -> text.contains("nosub")).hasSize(2);

        bench.database.refuse("a", false);
        say(Bench.sub("s3", "docs", "\"a\""));
        assertThat(taken()).hasSize(2).last().isEqualTo(ready("s3"));
    }

    /** Methods wait for it, and must not be answered before what is not right any more has gone. */
    @Test
    void refusalWhileTheLastIsEnding_isToldWhenThatHasEnded() {
        say(Bench.sub("s1", "docs", "\"a\""));
        taken();
        Subscriptions subscriptions = session.session().subscriptions();
        ActiveSubscription first = subscriptions.all().get(0);
        ActiveSubscription last = first.again();
        QueryFeed feed = subscriptions
                .queryFeeds()
                .follow(bench.queries, List.of(new CategoryQuery("a", true, false, Part.ALL)), last)
                .get(0);
        assertThat(feed.remove(first)).isFalse();
        assertThat(feed.remove(last)).isTrue();

        var told =
                feed.refused(feed.view(), new IllegalStateException("refused")).toCompletableFuture();
        assertThat(told).isNotDone();
        var unused = QueryFeed.end(List.of(feed));
        bench.settle();
        assertThat(taken()).containsExactly("{\"msg\":\"removed\",\"collection\":\"docs\",\"id\":\"d\"}");
        assertThat(told).isDone();
    }

    @Test
    void withoutMerging_eachSendsWhatItHas() {
        bench.strategies.put("docs", PublicationStrategy.NO_MERGE);
        say(Bench.sub("s1", "docs", "\"a\""));
        say(Bench.sub("s2", "docs", "\"a\""));
        assertThat(taken()).filteredOn(text -> text.contains("\"added\"")).hasSize(2);
        assertThat(views()).isEqualTo(2);
    }

    @Test
    void seen_isWhatWasSentLast_alsoWhenNothingIsSubscribedAnyMore() {
        assertThat(seen()).isNull();
        say(Bench.sub("s1", "docs", "\"a\""));
        Version first = seen();
        write("d", "a");
        Version second = seen();
        assertThat(second.isAtLeast(first)).isTrue();
        assertThat(first.isAtLeast(second)).isFalse();

        // Of what others are sent this client has seen nothing.
        write("e", "b");
        assertThat(seen()).isEqualTo(second);

        say("{\"msg\":\"unsub\",\"id\":\"s1\"}");
        assertThat(views()).isZero();
        assertThat(seen()).isEqualTo(second);

        say(Bench.sub("s2", "docs", "\"a\""));
        write("d", "a");
        assertThat(seen().isAtLeast(second)).isTrue();
        assertThat(second.isAtLeast(seen())).isFalse();
    }
}
