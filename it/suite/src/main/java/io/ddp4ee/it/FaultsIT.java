package io.ddp4ee.it;

import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.awaitility.Awaitility;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.ddp4ee.it.database.DatabaseProxy;
import io.ddp4ee.it.database.Trap;
import io.ddp4ee.it.database.Trap.Fault;
import io.ddp4ee.it.stress.Stress;
import io.ddp4ee.test.ClientSubscription;
import io.ddp4ee.test.DdpClient;
import io.ddp4ee.test.DdpErrorException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Two applications over one database, which know of each other's changes by its notifications only; between one of them
 * and the database stands what can fail.
 */
@ExtendWith(ArquillianExtension.class)
class FaultsIT {

    private static final DatabaseProxy PROXY = DatabaseProxy.open();

    @Deployment(name = "sound", order = 1, testable = false)
    static WebArchive sound() {
        return TestApplication.named("sound", TestApplication.war());
    }

    @Deployment(name = "proxied", order = 2, testable = false)
    static WebArchive proxied() {
        return TestApplication.impatient(TestApplication.proxied());
    }

    @AfterAll
    static void closeProxy() throws Exception {
        PROXY.close();
    }

    private static DdpClient ofSound() {
        return DdpClient.connect(TestApplication.url("sound"));
    }

    private static DdpClient ofProxied() {
        return DdpClient.connect(TestApplication.url("proxied"));
    }

    private long shelf;
    private String name;

    @BeforeEach
    void addShelf() {
        shelf = TestApplication.nextId();
        name = "shelf " + shelf;
        try (DdpClient client = ofSound()) {
            client.call("addShelf", shelf, name);
        }
        awaitListening();
    }

    private static void awaitListening() {
        Awaitility.await("listening").until(PROXY::isListenedTo);
    }

    private DdpClient subscribed(DdpClient client) {
        client.subscribe("shelf", name).awaitReady();
        return client;
    }

    private static boolean isCommit(String statement) {
        return statement.equalsIgnoreCase("COMMIT");
    }

    private static boolean readsVolumes(String statement) {
        return statement.toLowerCase(Locale.ROOT).contains("from volume");
    }

    @Test
    void listeningCut_nothingIsMissed() {
        try (DdpClient writer = ofSound();
                DdpClient reader = subscribed(ofProxied())) {
            for (int round = 0; round < 5; round++) {
                awaitListening();
                PROXY.cutListening();
                long volume = TestApplication.nextId();
                writer.call("addVolume", volume, shelf);
                reader.awaitField("volume", volume, "stars", 0L);
            }
        }
    }

    /** No end of the connection learns of it. */
    @Test
    void listeningStalled_isNoticedAndNothingIsMissed() {
        try (DdpClient writer = ofSound();
                DdpClient reader = subscribed(ofProxied())) {
            PROXY.stallListening();
            long volume = TestApplication.nextId();
            writer.call("addVolume", volume, shelf);
            assertThat(reader.collection("volume").ids()).isEmpty();
            // What the server itself has written it knows, and its caller sees it.
            long own = TestApplication.nextId();
            reader.call("addVolume", own, shelf);
            assertThat(reader.collection("volume").ids()).contains("" + own);
            reader.awaitField("volume", volume, "stars", 0L);
            awaitListening();
        }
    }

    /** Between the snapshot and the moment at which it is known, a change is committed and nobody hears of it. */
    @Test
    void gapDuringAFirstSnapshot_isReadAgain() throws Exception {
        try (DdpClient writer = ofSound();
                DdpClient reader = ofProxied()) {
            Trap snapshot = PROXY.trap(Fault.ANSWER_HELD, FaultsIT::readsVolumes);
            ClientSubscription subscription = reader.subscribe("shelf", name);
            snapshot.await();
            PROXY.cutListening();
            long volume = TestApplication.nextId();
            writer.call("addVolume", volume, shelf);
            awaitListening();
            snapshot.release();
            subscription.awaitReady();
            reader.awaitField("volume", volume, "stars", 0L);
        }
    }

    @Test
    void b5_changeCommittedWhileAFirstSnapshotIsOnItsWay_arrives() throws Exception {
        try (DdpClient writer = ofSound();
                DdpClient reader = ofProxied();
                DdpClient other = ofProxied()) {
            other.subscribe("library").awaitReady();
            Trap snapshot = PROXY.trap(Fault.ANSWER_HELD, FaultsIT::readsVolumes);
            ClientSubscription subscription = reader.subscribe("shelf", name);
            snapshot.await();
            long volume = TestApplication.nextId();
            writer.call("addVolume", volume, shelf);
            other.awaitField("volume", volume, "stars", 0L);
            snapshot.release();
            subscription.awaitReady();
            reader.awaitField("volume", volume, "stars", 0L);
        }
    }

    @Test
    void notificationBeforeCommitHasReturned_dataThenUpdated() throws Exception {
        try (DdpClient writer = subscribed(ofProxied());
                DdpClient reader = subscribed(ofProxied())) {
            Trap commit = PROXY.trap(Fault.ANSWER_HELD, FaultsIT::isCommit);
            long volume = TestApplication.nextId();
            CompletableFuture<Object> call = writer.callAsync("addVolume", volume, shelf);
            commit.await();
            reader.awaitField("volume", volume, "stars", 0L);
            writer.awaitField("volume", volume, "stars", 0L);
            assertThat(call).isNotDone();
            commit.release();
            call.get(15, TimeUnit.SECONDS);
            assertThat(writer.received())
                    .filteredOn(message -> message.contains("\"added\""))
                    .hasSize(2);
        }
    }

    @Test
    void outcomeUnknown_committed_errorAndDataBeforeUpdated() throws Exception {
        try (DdpClient writer = subscribed(ofProxied())) {
            Trap commit = PROXY.trap(Fault.ANSWER_LOST, FaultsIT::isCommit);
            long volume = TestApplication.nextId();
            CompletableFuture<Boolean> seen = writer.callAsync("addVolume", volume, shelf)
                    .handle((result, failure) ->
                            writer.collection("volume").ids().contains("" + volume));
            commit.await();
            assertThat(seen.get(15, TimeUnit.SECONDS)).as("its data at updated").isTrue();
            assertThat(writer.received())
                    .filteredOn(message -> message.contains("\"updated\""))
                    .hasSize(1);
        }
    }

    @Test
    void outcomeUnknown_notCommitted_errorAndUpdated() throws Exception {
        try (DdpClient writer = subscribed(ofProxied())) {
            Trap commit = PROXY.trap(Fault.STATEMENT_LOST, FaultsIT::isCommit);
            long volume = TestApplication.nextId();
            CompletableFuture<Object> call = writer.callAsync("addVolume", volume, shelf);
            commit.await();
            assertThatThrownBy(() -> call.get(15, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(DdpErrorException.class);
            assertThat(writer.collection("volume").ids()).isEmpty();
            long next = TestApplication.nextId();
            writer.call("addVolume", next, shelf);
            assertThat(writer.collection("volume").ids()).containsExactly("" + next);
        }
    }

    /** A committed transaction takes with it what was announced before. */
    @Test
    void methodThatFails_afterItsWritesAndInItsCommit_oneResultOneUpdatedNothingElse() {
        try (DdpClient writer = subscribed(ofProxied())) {
            long volume = TestApplication.nextId();
            writer.call("addVolume", volume, shelf);
            int before = writer.received().size();
            assertThatThrownBy(() -> writer.call("rateThenFail", volume, 3)).isInstanceOf(DdpErrorException.class);
            assertThatThrownBy(() -> writer.call("retitleTooLong", volume)).isInstanceOf(DdpErrorException.class);
            writer.call("rateVolume", volume, 5);
            assertThat(writer.received().subList(before, writer.received().size()))
                    .as("three results, three updated, one change")
                    .hasSize(7)
                    .filteredOn(message -> message.contains("\"changed\""))
                    .singleElement()
                    .asString()
                    .contains("\"stars\":5");
        }
    }

    @Test
    void tenThousandRowsInOneTransaction_reachEverybody() {
        try (DdpClient writer = ofSound().timeout(Stress.PATIENCE);
                DdpClient reader = subscribed(ofProxied()).timeout(Stress.PATIENCE)) {
            writer.subscribe("shelf", name).awaitReady();
            long first = TestApplication.nextId();
            writer.call("addVolumes", first, 10_000, shelf);
            assertThat(writer.collection("volume").size())
                    .as("the caller's at updated")
                    .isEqualTo(10_000);
            reader.await("all of them", () -> reader.collection("volume").size() == 10_000);
            // Counted: to look at all of them with each message would make this a client that hardly reads.
            AtomicInteger rated = new AtomicInteger();
            reader.onMessage(message -> rated.addAndGet("changed".equals(message.get("msg")) ? 1 : 0));
            assertThat(writer.call("rateAll", shelf, 4)).isEqualTo(10_000L);
            assertThat(writer.collection("volume").all())
                    .allMatch(volume -> volume.get("stars").equals(4L));
            reader.await("all ratings", () -> rated.get() == 10_000);
            assertThat(reader.collection("volume").all())
                    .allMatch(volume -> volume.get("stars").equals(4L));
        }
    }
}
