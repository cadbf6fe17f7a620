package io.ddp4ee.it.stress;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import io.ddp4ee.it.stress.Truth.Documents;
import io.ddp4ee.test.ClientSubscription;
import io.ddp4ee.test.DdpClient;

import static org.assertj.core.api.Assertions.assertThat;

/** Connects, subscribes, unsubscribes and disconnects at random. Of one thread at a time. */
final class StressClient {

    private static final int MOST_SUBSCRIPTIONS = 5;

    private final String url;
    private final List<String> names;
    private final Tally tally;
    private final Map<ClientSubscription, Wanted> subscriptions = new HashMap<>();
    private DdpClient client;

    StressClient(String url, List<String> names, Tally tally) {
        this.url = url;
        this.names = names;
        this.tally = tally;
    }

    void act(Random random) {
        if (client == null || client.isClosed()) {
            connect();
        }
        int chance = random.nextInt(100);
        if (chance < 3) {
            disconnect();
        } else if (chance < 30 && !subscriptions.isEmpty()) {
            stop(any(random));
        } else if (subscriptions.size() < MOST_SUBSCRIPTIONS) {
            subscribe(Wanted.random(random, names), random);
        } else {
            stop(any(random));
        }
    }

    private void connect() {
        subscriptions.clear();
        client = DdpClient.connect(url).timeout(Stress.PATIENCE).onMessage(new Revisions(tally.frames));
    }

    /** Half of the time somebody goes on before the first documents are complete. */
    private void subscribe(Wanted wanted, Random random) {
        ClientSubscription subscription =
                client.subscribe(wanted.publication(), wanted.arguments().toArray());
        subscriptions.put(subscription, wanted);
        tally.subscriptions.increment();
        if (random.nextBoolean() && awaited(subscription::awaitReady)) {
            tally.ready.increment();
        }
    }

    private ClientSubscription any(Random random) {
        return List.copyOf(subscriptions.keySet()).get(random.nextInt(subscriptions.size()));
    }

    private void stop(ClientSubscription subscription) {
        subscriptions.remove(subscription);
        boolean stopped = awaited(subscription::stop);
        assertThat(stopped || client.isClosed()).isTrue();
    }

    /** A server that is made to suffer may close a connection, and then nothing comes. */
    private boolean awaited(Runnable waiting) {
        try {
            waiting.run();
            return true;
        } catch (AssertionError e) {
            client.verify();
            if (!client.isClosed() || !tally.mayBeClosed) {
                throw e;
            }
            tally.closed.increment();
            return false;
        }
    }

    void disconnect() {
        if (client != null) {
            client.close();
            client = null;
            tally.disconnects.increment();
        }
    }

    private Documents documents() {
        return new Documents(
                client.collection("shelf").documents(),
                client.collection("volume").documents());
    }

    /** Waits until the documents are what the database has; that they stay so is not asked. */
    void assertEquals(Truth truth) throws Exception {
        if (client == null || client.isClosed()) {
            return;
        }
        for (ClientSubscription subscription : subscriptions.keySet()) {
            subscription.awaitReady();
        }
        Documents expected = truth.of(subscriptions.values());
        try {
            client.await("what the database has", () -> documents().equals(expected));
        } catch (AssertionError e) {
            assertThat(documents())
                    .as(subscriptions.values() + " of " + client.session() + " at " + url)
                    .isEqualTo(expected);
            throw e;
        }
        tally.compared.increment();
        client.verify();
    }
}
