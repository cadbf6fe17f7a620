package io.ddp4ee.it.stress;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

import io.ddp4ee.it.stress.Truth.Documents;
import io.ddp4ee.test.ClientSubscription;
import io.ddp4ee.test.DdpClient;
import io.ddp4ee.test.DdpErrorException;

import static org.assertj.core.api.Assertions.assertThat;

/** Writes, subscribes and calls, and loses its connection again and again. Of one thread. */
final class Roamer implements AutoCloseable {

    private static final int MOST_SUBSCRIPTIONS = 4;
    private static final int MOST_CALLS = 5;

    private final String name;
    private final List<Long> volumes;
    private final List<Long> shelves;
    private final List<String> names;
    private final Tally tally;
    private final boolean mustGoOn;
    private final DdpClient client;
    private final Map<ClientSubscription, Wanted> subscriptions = new HashMap<>();
    private final List<CompletableFuture<Object>> calls = new ArrayList<>();
    private int driven;
    private int anew;

    /** @param mustGoOn whether its session has to go on whenever it comes back */
    Roamer(
            String name,
            String url,
            List<Long> volumes,
            List<Long> shelves,
            List<String> names,
            Tally tally,
            boolean mustGoOn) {
        this.name = name;
        this.volumes = volumes;
        this.shelves = shelves;
        this.names = names;
        this.tally = tally;
        this.mustGoOn = mustGoOn;
        this.client = DdpClient.connect(url)
                .resumable()
                .timeout(Stress.PATIENCE)
                .onMessage(new Revisions(tally.frames))
                .onMessage(new Distance());
        client.subscribe("odometer").awaitReady();
    }

    /** Whatever is skipped is lost, and whatever does not grow is repeated. */
    private static final class Distance implements Consumer<Map<String, Object>> {

        private long last = -1;
        private Object session;

        @Override
        public void accept(Map<String, Object> message) {
            if ("connected".equals(message.get("msg"))
                    && !message.get("session").equals(session)) {
                session = message.get("session");
                last = -1;
            }
            if (Odometer.COLLECTION.equals(message.get("collection"))
                    && message.get("fields") instanceof Map<?, ?> fields) {
                long n = (Long) fields.get("n");
                assertThat(n).as("the number after " + last).isEqualTo(last < 0 ? n : last + 1);
                last = n;
            }
        }
    }

    void act(Random random) throws Exception {
        int chance = random.nextInt(100);
        if (chance < 25) {
            tally.disconnects.increment();
            boolean goesOn = client.reconnect();
            assertThat(goesOn || !mustGoOn).as("the session goes on").isTrue();
            anew += goesOn ? 0 : 1;
        } else if (chance < 55) {
            call("drive", name + driven++);
        } else if (chance < 75) {
            call("rateVolume", any(volumes, random), random.nextInt(11));
        } else if (chance < 80) {
            call("moveVolume", any(volumes, random), any(shelves, random));
        } else if (chance < 90 && subscriptions.size() < MOST_SUBSCRIPTIONS) {
            Wanted wanted = Wanted.random(random, names);
            tally.subscriptions.increment();
            subscriptions.put(
                    client.subscribe(wanted.publication(), wanted.arguments().toArray()), wanted);
        } else if (!subscriptions.isEmpty()) {
            ClientSubscription stopped = any(List.copyOf(subscriptions.keySet()), random);
            subscriptions.remove(stopped);
            stopped.stopAsync();
        }
    }

    private static <T> T any(List<T> some, Random random) {
        return some.get(random.nextInt(some.size()));
    }

    private void call(String method, Object... arguments) throws Exception {
        tally.methods.increment();
        calls.add(client.callAsync(method, arguments));
        if (calls.size() >= MOST_CALLS) {
            await(calls.remove(0));
        }
    }

    /** Others write the same documents, so some calls fail; but each is answered. */
    private void await(CompletableFuture<Object> call) throws Exception {
        try {
            call.get(Stress.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            assertThat(e.getCause()).isInstanceOf(DdpErrorException.class);
            tally.errors.increment();
        } catch (TimeoutException e) {
            List<String> received = client.received();
            throw new AssertionError(
                    name + "has a call that is not answered" + (client.isClosed() ? " (closed)" : "")
                            + "; received last: "
                            + received.subList(Math.max(0, received.size() - 50), received.size()),
                    e);
        }
    }

    int driven() {
        return driven;
    }

    /** How often its session did not go on. */
    int anew() {
        return anew;
    }

    void awaitCalls() throws Exception {
        for (CompletableFuture<Object> call : calls) {
            await(call);
        }
    }

    void assertEquals(Truth truth) throws Exception {
        for (ClientSubscription subscription : subscriptions.keySet()) {
            subscription.awaitReady();
        }
        Documents expected = truth.of(subscriptions.values());
        client.await("what the database has: " + expected, () -> new Documents(
                        client.collection("shelf").documents(),
                        client.collection("volume").documents())
                .equals(expected));
        client.verify();
        tally.compared.increment();
    }

    @Override
    public void close() {
        client.close();
    }
}
