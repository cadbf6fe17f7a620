package io.ddp4ee.listener;

import java.sql.Connection;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.ddp4ee.spi.BusStatement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@Timeout(120)
class ListeningTest {

    private static final String LONG = "x".repeat(20_000);

    private final Server server = Server.of(Server.newCluster());

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void close() {
        server.close();
    }

    private void awaitTexts(List<List<String>> texts) {
        await().untilAsserted(() -> assertThat(server.receiver().texts()).isEqualTo(texts));
        assertThat(server.receiver().states()).containsExactly("established");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "plain", "äöü€", "\u0000\u001a\u007f", "\ud83d\ude00", "\ud83d", "' \" \\ ?1 $1 :a \r\n"})
    void anyText_arrives(String text) throws Exception {
        server.write(server.common(), text);

        awaitTexts(List.of(List.of(text)));
    }

    @Test
    void textsAroundTheLimitOfANotification_arrive() throws Exception {
        List<List<String>> texts = new ArrayList<>();
        for (int length = 7_850; length <= 8_010; length += 4) {
            String text = "x".repeat(length);
            server.write(server.books(), text);
            texts.add(List.of(text));
        }

        awaitTexts(texts);
    }

    @Test
    void hugeText_arrives() throws Exception {
        String text = "ä0123456789".repeat(1_000_000);
        server.write(server.common(), text);

        awaitTexts(List.of(List.of(text)));
    }

    @Test
    void severalChannelsOfATransaction_areHandedOnWholeAndOnce() throws Exception {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put(server.books(), LONG);
        texts.put(server.common(), "short");
        texts.put("ddp_elsewhere", LONG);
        try (Writer writer = new Writer(Database.source())) {
            writer.publish(server.bus(), texts);
            writer.commit();
        }
        server.write(server.common(), "next");

        awaitTexts(List.of(List.of(LONG, "short"), List.of("next")));
    }

    @Test
    void twoPublicationsOfATransaction_areBothHandedOn() throws Exception {
        try (Writer writer = new Writer(Database.source())) {
            writer.publish(server.bus(), Map.of(server.common(), "same"));
            writer.publish(server.bus(), Map.of(server.common(), "same"));
            writer.commit();
        }

        awaitTexts(List.of(List.of("same"), List.of("same")));
    }

    @Test
    void interleavedTransactions_areHandedOnWholeAndInTheOrderOfTheirCommits() throws Exception {
        try (Writer first = new Writer(Database.source());
                Writer second = new Writer(Database.source())) {
            List<BusStatement> ofFirst = statements(first, "first" + LONG);
            List<BusStatement> ofSecond = statements(second, "second" + LONG);
            for (int i = 0; i < ofFirst.size(); i++) {
                first.execute(ofFirst.get(i));
                second.execute(ofSecond.get(i));
            }
            second.commit();
            first.commit();
        }

        awaitTexts(List.of(List.of("second" + LONG), List.of("first" + LONG)));
    }

    private List<BusStatement> statements(Writer writer, String text) throws Exception {
        return server.bus().publish(writer.transaction(), writer.backend(), Map.of(server.common(), text));
    }

    @Test
    void rolledBackTransaction_isNotHandedOn() throws Exception {
        try (Writer writer = new Writer(Database.source())) {
            writer.publish(server.bus(), Map.of(server.common(), "never"));
            writer.connection().rollback();
            writer.publish(server.bus(), Map.of(server.common(), "kept"));
            writer.commit();
        }

        awaitTexts(List.of(List.of("kept")));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void savepointThatTakesAChunkAway_isALossWithoutAnythingElseBeingSent(int dropped) throws Exception {
        try (Writer writer = new Writer(Database.source())) {
            List<BusStatement> statements = statements(writer, LONG);
            assertThat(statements).hasSize(3);
            for (int i = 0; i < statements.size(); i++) {
                Savepoint savepoint = writer.connection().setSavepoint();
                writer.execute(statements.get(i));
                if (i == dropped) {
                    writer.connection().rollback(savepoint);
                }
            }
            writer.commit();
        }

        await().untilAsserted(() ->
                assertThat(server.receiver().kinds()).containsExactly("established", "lost", "established"));
        server.write(server.common(), "next");
        await().untilAsserted(() -> assertThat(server.receiver().texts()).containsExactly(List.of("next")));
    }

    @Test
    void severalWriters_arriveInTheOrderOfTheirCommits() throws Exception {
        int writers = 4;
        int transactions = 100;
        try (Connection connection = Database.source().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create table if not exists counter (value int)");
            statement.execute("truncate counter");
            statement.execute("insert into counter values (0)");
        }
        ExecutorService executor = Executors.newFixedThreadPool(writers);
        try {
            List<Callable<Void>> tasks = new ArrayList<>();
            for (int i = 0; i < writers; i++) {
                tasks.add(() -> {
                    writeInOrder(transactions);
                    return null;
                });
            }
            for (Future<Void> task : executor.invokeAll(tasks)) {
                task.get();
            }
        } finally {
            executor.shutdown();
        }

        List<List<String>> expected = new ArrayList<>();
        for (int i = 1; i <= writers * transactions; i++) {
            expected.add(List.of(i + LONG));
        }
        awaitTexts(expected);
    }

    /** The row's lock makes its values follow the order of the commits. */
    private void writeInOrder(int transactions) throws Exception {
        try (Writer writer = new Writer(Database.source())) {
            for (int i = 0; i < transactions; i++) {
                String value = Database.query(
                                writer.connection(), "update counter set value = value + 1 returning value")
                        .get(0);
                writer.publish(server.bus(), Map.of(server.common(), value + LONG));
                writer.commit();
            }
        }
    }

    @Test
    void everyServerOfTheCluster_receivesWhatOneOfThemWrites() throws Exception {
        try (Server other = Server.of(server.cluster()).start()) {
            other.write(other.common(), "hello");

            awaitTexts(List.of(List.of("hello")));
            await().untilAsserted(() -> assertThat(other.receiver().texts()).containsExactly(List.of("hello")));
        }
    }

    @Test
    void listeningBackend_isNeverInATransaction_andNeverEndedForBeingIdle() throws Exception {
        server.write(server.common(), "hello");
        awaitTexts(List.of(List.of("hello")));

        assertThat(Database.query("select state || coalesce(xact_start::text, '') from pg_stat_activity"
                        + " where application_name = 'ddp4ee "
                        + server.cluster().name() + "'"))
                .containsExactly("idle");
    }
}
