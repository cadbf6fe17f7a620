package io.ddp4ee.listener;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.ddp4ee.spi.BusStatement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What any role of the database can do: send whatever it likes, and hear everything. */
@Timeout(120)
class ForgeryTest {

    private final Server server = Server.of(Server.newCluster());

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void close() {
        server.close();
    }

    /** Whatever has been sent before is done with when this has arrived. */
    private void assertOnly(String... transactions) throws Exception {
        server.write(server.common(), "last");
        await().untilAsserted(() -> assertThat(server.receiver().texts()).last().isEqualTo(List.of("last")));
        assertThat(server.receiver().transactions().subList(0, transactions.length))
                .containsExactly(transactions);
        assertThat(server.receiver().transactions()).hasSize(transactions.length + 1);
        assertThat(server.receiver().states()).containsExactly("established");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "1 2 3 4", "P x y z", "1 \u00e4 7 1 p m 0 x"})
    void malformedNotification_isIgnored(String payload) throws Exception {
        Database.notify(server.common(), payload);

        assertOnly();
    }

    @Test
    void changedSignature_isIgnored() throws Exception {
        try (Writer writer = new Writer(Database.source())) {
            BusStatement genuine = server.bus()
                    .publish(writer.transaction(), writer.backend(), Map.of(server.common(), "text"))
                    .get(0);
            String payload = genuine.parameters().get(1);
            char first = payload.charAt(2);
            writer.execute(
                    ChunkWriter.notify(server.common(), "1 " + (first == 'A' ? 'B' : 'A') + payload.substring(3)));
            writer.execute(ChunkWriter.notify(server.common(), payload.replace("text", "test")));
            writer.commit();
        }

        assertOnly();
    }

    @Test
    void foreignSecret_isIgnored() throws Exception {
        try (Server foreign =
                Server.of(Server.withSecret(server.cluster(), "another")).start()) {
            foreign.write(foreign.common(), "forged");

            assertOnly();
        }
    }

    @Test
    void notificationOfAnotherChannel_isIgnored() throws Exception {
        try (Writer writer = new Writer(Database.source())) {
            BusStatement elsewhere = server.bus()
                    .publish(writer.transaction(), writer.backend(), Map.of("ddp_other_cluster", "text"))
                    .get(0);
            writer.execute(
                    ChunkWriter.notify(server.common(), elsewhere.parameters().get(1)));
            writer.commit();
        }

        assertOnly();
    }

    @Test
    void transactionOfAnotherServer_isNotBelievedFromAnybodyElse() throws Exception {
        try (Server other = Server.of(server.cluster()).start();
                Writer writer = new Writer(Database.source());
                Writer forger = new Writer(Database.source())) {
            String transaction = writer.transaction();
            List<BusStatement> statements =
                    other.bus().publish(transaction, writer.backend(), Map.of(server.common(), "x".repeat(20_000)));
            for (BusStatement statement : statements) {
                forger.execute(statement);
            }
            forger.commit();
            assertOnly();
            for (BusStatement statement : statements) {
                writer.execute(statement);
            }
            writer.commit();

            await().untilAsserted(() ->
                    assertThat(server.receiver().transactions()).last().isEqualTo(transaction));
        }
    }

    @Test
    void repetition_isIgnored_evenByTheSameBackend() throws Exception {
        try (Writer writer = new Writer(Database.source());
                Writer forger = new Writer(Database.source())) {
            String transaction = writer.transaction();
            List<BusStatement> statements =
                    writer.publish(server.bus(), Map.of(server.common(), "x".repeat(20_000), server.books(), "y"));
            writer.commit();
            String next = writer.transaction();
            writer.publish(server.bus(), Map.of(server.common(), "newer"));
            writer.commit();
            for (BusStatement statement : statements) {
                forger.execute(statement);
                writer.execute(statement);
                writer.commit();
            }
            forger.commit();

            assertOnly(transaction, next);
        }
    }

    @Test
    void repetitionFromBeforeTheStart_isIgnored_evenByTheSameBackend() throws Exception {
        try (Writer writer = new Writer(Database.source())) {
            List<BusStatement> statements = writer.publish(server.bus(), Map.of(server.common(), "old"));
            writer.commit();
            try (Server later = Server.of(server.cluster()).start()) {
                for (BusStatement statement : statements) {
                    writer.execute(statement);
                }
                writer.commit();
                later.write(later.common(), "last");

                await().untilAsserted(() -> assertThat(later.receiver().texts()).containsExactly(List.of("last")));
            }
        }
    }

    @Test
    void repeatedProbe_isIgnored() throws Exception {
        BusStatement probe = new Probe(server.common(), new Signature(Server.SECRET)).statement();
        for (int i = 0; i < 3; i++) {
            server.receiver().execute(probe);
        }

        assertOnly();
    }

    @Test
    void floodOfForgeries_isReadWithoutAnythingBeingLost() throws Exception {
        Database.query("select pg_notify('" + server.common() + "', '1 x 7 ' || repeat('y', 5000) || i)"
                + " from generate_series(1, 5000) i");

        assertOnly();
    }
}
