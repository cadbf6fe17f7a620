package io.ddp4ee.query.jpa;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.ddp4ee.bus.Snapshot;
import io.ddp4ee.query.DocumentQuery;
import io.ddp4ee.query.QueryResult;
import io.ddp4ee.query.QueryResult.Found;
import io.ddp4ee.query.QueryResult.Refused;
import io.ddp4ee.query.QueryResult.Unanswered;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class IsolationTest {

    /** @param failure what its reading fails with; null for nothing */
    private record Query(String name, Throwable failure) implements DocumentQuery {
        @Override
        public String collection() {
            return "docs";
        }

        @Override
        public Set<String> entities() {
            return Set.of();
        }
    }

    private static final Query GOOD = new Query("good", null);

    private final List<List<DocumentQuery>> attempts = new ArrayList<>();
    private final Isolation isolation = new Isolation(this::attempt);
    private int transactionsLeft = Integer.MAX_VALUE;
    private int nextSnapshot = 10;

    private List<QueryResult> attempt(List<DocumentQuery> queries) throws Exception {
        attempts.add(queries);
        if (transactionsLeft-- == 0) {
            throw new SQLException("no connection", "08001");
        }
        Snapshot snapshot = Snapshot.parse(nextSnapshot + ":" + nextSnapshot + ":");
        nextSnapshot++;
        List<QueryResult> results = new ArrayList<>();
        for (DocumentQuery query : queries) {
            if (((Query) query).failure() != null) {
                throw new ReadFailedException(true, ((Query) query).failure());
            }
            results.add(new Found(Map.of(), snapshot));
        }
        return results;
    }

    private QueryResult resultOfOneThatFails(Throwable failure) throws Exception {
        List<QueryResult> results = isolation.read(List.of(GOOD, new Query("bad", failure), GOOD));

        assertThat(results.get(0)).isInstanceOf(Found.class);
        assertThat(results.get(2)).isInstanceOf(Found.class);
        return results.get(1);
    }

    @Test
    void nothingFails_oneTransaction() throws Exception {
        assertThat(isolation.read(List.of(GOOD, GOOD))).hasSize(2);
        assertThat(attempts).hasSize(1);
    }

    @Test
    void statementThatIsWrong_refusesItsQueryOnly() throws Exception {
        for (String state : List.of("42601", "22012", "P0001", "54001", "0A000")) {
            Exception failure = new IllegalStateException(new SQLException("wrong", state));

            assertThat(resultOfOneThatFails(failure)).as(state).isEqualTo(new Refused(failure));
        }
    }

    @Test
    void valueThatCannotBeConverted_isItsQuerysFault() throws Exception {
        Exception failure = new UnsupportedOperationException("no such constant");

        assertThat(resultOfOneThatFails(failure)).isEqualTo(new Unanswered(failure, true));
    }

    @Test
    void errorInAConverter_isItsQuerysFault() throws Exception {
        QueryResult result = resultOfOneThatFails(new StackOverflowError());

        assertThat(result).isInstanceOfSatisfying(Unanswered.class, unanswered -> {
            assertThat(unanswered.blamed()).isTrue();
            assertThat(unanswered.cause()).hasCauseInstanceOf(StackOverflowError.class);
        });
    }

    @Test
    void statementThatWasCanceled_mayBeItsQuerysFault() throws Exception {
        Exception failure = new SQLException("canceling statement due to statement timeout", "57014");

        assertThat(resultOfOneThatFails(failure)).isEqualTo(new Unanswered(failure, true));
    }

    @Test
    void databaseWithoutResources_isNobodysFault() throws Exception {
        for (String state : List.of("53200", "40001", "57P01", "08006", "")) {
            Exception failure = new SQLException("not now", state);

            assertThat(resultOfOneThatFails(failure)).as(state).isEqualTo(new Unanswered(failure, false));
        }
    }

    @Test
    void failureAfterTheQueries_isNobodysFault() throws Exception {
        Exception failure = new IllegalStateException("no commit");
        Isolation other = new Isolation(queries -> {
            throw new ReadFailedException(false, failure);
        });

        assertThat(other.read(List.of(GOOD))).containsExactly(new Unanswered(failure, false));
    }

    @Test
    void noTransaction_fails() {
        transactionsLeft = 0;

        assertThatThrownBy(() -> isolation.read(List.of(GOOD, GOOD))).isInstanceOf(SQLException.class);
        assertThat(attempts).hasSize(1);
    }

    @Test
    void databaseThatGoesMeanwhile_leavesTheRestUnanswered() throws Exception {
        transactionsLeft = 2;

        List<QueryResult> results =
                isolation.read(List.of(GOOD, new Query("bad", new SQLException("", "42601")), GOOD));

        assertThat(results.get(0)).isInstanceOf(Found.class);
        assertThat(results.subList(1, 3)).allSatisfy(result -> assertThat(result)
                .isInstanceOfSatisfying(Unanswered.class, unanswered -> assertThat(unanswered.blamed())
                        .isFalse()));
        assertThat(attempts).hasSize(3);
    }

    @Test
    void queriesReadApart_haveEachItsSnapshot() throws Exception {
        List<QueryResult> results =
                isolation.read(List.of(GOOD, new Query("bad", new SQLException("", "42601")), GOOD));

        assertThat(((Found) results.get(0)).snapshot()).isEqualTo(Snapshot.parse("11:11:"));
        assertThat(((Found) results.get(2)).snapshot()).isEqualTo(Snapshot.parse("13:13:"));
    }
}
