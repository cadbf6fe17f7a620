package io.ddp4ee.listener;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.ddp4ee.spi.BusCluster;

import static org.assertj.core.api.Assertions.assertThat;

class ReceptionTest {

    private static final String CHANNEL = "ddp_test";
    private static final int BACKEND = 7;
    private static final String LONG = "x".repeat(20_000);

    private final Signature signature = new Signature("a secret");
    private final ChunkWriter writer = new ChunkWriter(signature);
    private final RecordingReceiver receiver = new RecordingReceiver(null);
    private final Reception reception = reception(receiver);

    private Reception reception(RecordingReceiver to) {
        BusCluster cluster = new BusCluster("test", Set.of(CHANNEL), "a secret", null, null, null, null, null);
        return new Reception(cluster, to, signature);
    }

    private static List<Notification> from(int backend, ChunkWriter writer, String transaction, String text) {
        return writer.statements(transaction, BACKEND, Map.of(CHANNEL, text)).stream()
                .map(statement ->
                        new Notification(CHANNEL, statement.parameters().get(1), backend))
                .toList();
    }

    private List<Notification> write(String transaction, String text) {
        return from(BACKEND, writer, transaction, text);
    }

    private Notification probe(long oldest) {
        return probe(reception, oldest);
    }

    private Notification probe(Reception expecting, long oldest) {
        Probe probe = new Probe(CHANNEL, signature);
        expecting.expect(probe);
        return new Notification(CHANNEL, probe.statement().parameters().get(1) + oldest, BACKEND + 1);
    }

    @BeforeEach
    void establish() {
        establish(reception);
    }

    private void establish(Reception beginning) {
        beginning.begin();
        beginning.receive(List.of(probe(beginning, 100)));
    }

    private Reception established(RecordingReceiver to) {
        Reception other = reception(to);
        establish(other);
        return other;
    }

    @Test
    void nothingCounts_beforeTheProbeIsBack() {
        RecordingReceiver other = new RecordingReceiver(null);
        Reception fresh = reception(other);
        fresh.begin();
        fresh.receive(write("200", "too early"));

        assertThat(other.events()).isEmpty();
        assertThat(fresh.isEstablished()).isFalse();
    }

    @Test
    void whatFollowsTheFirstProbe_countsEvenIfItCameAlongWithIt() {
        RecordingReceiver other = new RecordingReceiver(null);
        Reception fresh = reception(other);
        fresh.begin();
        Probe probe = new Probe(CHANNEL, signature);
        fresh.expect(probe);
        List<Notification> written = write("200", LONG);
        fresh.receive(
                List.of(new Notification(CHANNEL, probe.statement().parameters().get(1) + "100", 1), written.get(0)));
        fresh.receive(written.subList(1, written.size()));

        assertThat(other.kinds()).containsExactly("established", "received");
    }

    @Test
    void sameTransactionAgain_isNotHandedOn() {
        reception.receive(write("200", "once"));
        List<Notification> again = write("201", LONG);
        reception.receive(again);
        reception.receive(again);

        assertThat(receiver.transactions()).containsExactly("200", "201");
        assertThat(receiver.states()).containsExactly("established");
    }

    @Test
    void transactionThatHadEndedBeforeTheProbe_isNotHandedOn() {
        reception.receive(write("99", "old"));

        assertThat(receiver.kinds()).containsExactly("established");
    }

    @Test
    void anotherBackend_isNotBelieved_andDoesNotInterrupt() {
        List<Notification> written = write("200", LONG);
        reception.receive(written.subList(0, 1));
        reception.receive(from(BACKEND + 1, writer, "201", "forged"));
        reception.receive(written.subList(1, written.size()));

        assertThat(receiver.kinds()).containsExactly("established", "received");
        assertThat(receiver.texts()).containsExactly(List.of(LONG));
    }

    @Test
    void anotherSecret_isNotBelieved() {
        reception.receive(from(BACKEND, new ChunkWriter(new Signature("another")), "200", "forged"));

        assertThat(receiver.kinds()).containsExactly("established");
    }

    @Test
    void anyChangedCharacter_isNotBelieved() {
        Notification genuine = write("200", "text").get(0);
        for (int i = 0; i < genuine.payload().length(); i++) {
            StringBuilder changed = new StringBuilder(genuine.payload());
            changed.setCharAt(i, changed.charAt(i) == '1' ? '2' : '1');
            reception.receive(List.of(new Notification(CHANNEL, changed.toString(), BACKEND)));
        }

        assertThat(receiver.kinds()).containsExactly("established");
        reception.receive(List.of(genuine));
        assertThat(receiver.transactions()).containsExactly("200");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "   ", "    ", "1", "1 x", "P", "P x y z", "P   ", "1 x y z", "\ud83d\ude00 \ud83d 1 x"
            })
    void malformedPayload_isIgnored(String payload) {
        reception.receive(List.of(new Notification(CHANNEL, payload, BACKEND)));

        assertThat(receiver.kinds()).containsExactly("established");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "x p m 0 b", "200 p m x b", "200 p m 0 b", "200 p m*1 -1 b", "200 p "})
    void signedNonsense_isALoss_andTheNextTransactionIsHandedOn(String rest) {
        String payload = new Payload(Payload.CHUNK, BACKEND, rest).text(CHANNEL, signature);
        reception.receive(List.of(new Notification(CHANNEL, payload, BACKEND)));
        reception.receive(write("200", "next"));

        assertThat(receiver.kinds()).containsExactly("established", "lost", "established", "received");
    }

    @Test
    void unknownVersionOfTheOwnCluster_isALoss_butNotItsRepetitionByAnother() {
        String payload = new Payload("2", BACKEND, "whatever").text(CHANNEL, signature);
        reception.receive(List.of(new Notification(CHANNEL, payload, BACKEND + 1)));
        assertThat(receiver.states()).containsExactly("established");

        reception.receive(List.of(new Notification(CHANNEL, payload, BACKEND)));
        assertThat(receiver.states()).containsExactly("established", "lost", "established");
        assertThat(receiver.reasons()).singleElement().asString().contains("version 2");
    }

    @Test
    void incompleteTransaction_isALossWhenAnyProbeComes() {
        reception.receive(write("200", LONG).subList(0, 2));
        assertThat(reception.isIncomplete()).isTrue();
        reception.receive(List.of(probe(150)));

        assertThat(receiver.kinds()).containsExactly("established", "lost", "established");
        assertThat(reception.isIncomplete()).isFalse();

        reception.receive(write("201", LONG).subList(0, 2));
        Probe ofAnother = new Probe(CHANNEL, signature);
        reception.receive(List.of(
                new Notification(CHANNEL, ofAnother.statement().parameters().get(1) + "150", BACKEND)));
        assertThat(receiver.states()).hasSize(5);
    }

    @Test
    void forgedProbe_interruptsNothing() {
        List<Notification> written = write("200", LONG);
        reception.receive(written.subList(0, 1));
        reception.receive(List.of(new Notification(CHANNEL, "P x y z", BACKEND)));
        reception.receive(written.subList(1, written.size()));

        assertThat(receiver.kinds()).containsExactly("established", "received");
    }

    @Test
    void transactionAndProbe_proveThatMessagesTravel_andAForgeryDoesNot() {
        long before = reception.heardAt();
        reception.receive(write("200", "text"));
        long afterATransaction = reception.heardAt();
        reception.receive(List.of(probe(150)));
        long afterAProbe = reception.heardAt();
        reception.receive(from(BACKEND, new ChunkWriter(new Signature("another")), "201", "forged"));

        assertThat(afterATransaction - before).isPositive();
        assertThat(afterAProbe - afterATransaction).isPositive();
        assertThat(reception.heardAt()).isEqualTo(afterAProbe);
        assertThat(reception.expected()).isNull();
    }

    @Test
    void newConnection_knowsNothingOfWhatWasIncompleteOnTheLast() {
        reception.receive(write("200", LONG).subList(0, 1));
        reception.lose("a reason");
        establish();
        reception.receive(write("201", "next"));

        assertThat(receiver.kinds()).containsExactly("established", "lost", "established", "received");
    }

    @Test
    void signedWithoutABackend_isIgnored() {
        String payload = "1 " + signature.sign(CHANNEL, "1 x rest") + " x rest";
        reception.receive(List.of(new Notification(CHANNEL, payload, BACKEND)));

        assertThat(receiver.kinds()).containsExactly("established");
    }

    @Test
    void lossThatIsKnown_isToldOnce() {
        reception.lose("a reason");
        reception.lose("another");

        assertThat(receiver.kinds()).containsExactly("established", "lost");
    }

    @Test
    void repetitionOfAProbe_provesNothing() {
        Notification answered = probe(150);
        reception.receive(List.of(answered));
        long heardAt = reception.heardAt();
        Probe expected = new Probe(CHANNEL, signature);
        reception.expect(expected);
        reception.receive(List.of(answered));

        assertThat(reception.expected()).isSameAs(expected);
        assertThat(reception.heardAt()).isEqualTo(heardAt);
    }

    @Test
    void receiverThatThrows_countsAsALoss_andTheNextTransactionIsHandedOn() {
        RecordingReceiver throwing = new RecordingReceiver(null) {
            @Override
            public void received(String transaction, List<String> texts) {
                if (transaction.equals("200")) {
                    throw new IllegalStateException("thrown by the test");
                }
                super.received(transaction, texts);
            }
        };
        Reception other = established(throwing);
        other.receive(write("200", "a"));
        other.receive(write("201", "b"));

        assertThat(throwing.kinds()).containsExactly("established", "lost", "established", "received");
    }

    @Test
    void receiverThatCannotBeToldOfALoss_doesNotKeepTheReception() {
        RecordingReceiver throwing = new RecordingReceiver(null) {
            @Override
            public void lost(String reason) {
                throw new IllegalStateException("thrown by the test");
            }
        };
        Reception other = established(throwing);
        other.lose("a reason");

        assertThat(other.isEstablished()).isFalse();
    }

    @Test
    void floodOfForgeries_leavesNothing() {
        List<Notification> first = write("200", LONG).subList(0, 1);
        List<Notification> forged = from(BACKEND, new ChunkWriter(new Signature("another")), "300", LONG);
        reception.receive(first);
        for (int i = 0; i < 1_000; i++) {
            reception.receive(forged);
        }

        assertThat(receiver.kinds()).containsExactly("established");
        assertThat(reception.isIncomplete()).isTrue();
    }
}
