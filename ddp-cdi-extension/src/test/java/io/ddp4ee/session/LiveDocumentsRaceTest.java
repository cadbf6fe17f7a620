package io.ddp4ee.session;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;

import io.ddp4ee.LiveDocuments;
import io.ddp4ee.method.MethodDefinition;

import static org.assertj.core.api.Assertions.assertThat;

/** Several threads put while clients come and go, some of which read slowly: each sees no step back, and ends with the last. */
class LiveDocumentsRaceTest {

    private static final int WRITERS = 3;
    private static final int PUTS = 4000;
    private static final int DOCUMENTS = 12;
    private static final long PATIENCE_SECONDS = 60;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ExecutorService pool = Executors.newFixedThreadPool(2);
    private final LiveDocuments levels = LiveDocuments.in("level");

    /** By id; whoever changes one holds its lock meanwhile. */
    private final Map<String, long[]> versions = new LinkedHashMap<>();

    private final Map<String, Long> present = new ConcurrentHashMap<>();
    private final List<Queue<Runnable>> unread = new ArrayList<>();

    private final class Client {
        private final Queue<Runnable> ends = new ConcurrentLinkedQueue<>();
        private final CompletableFuture<Map<String, Long>> last = new CompletableFuture<>();
        private final SimulatedClient client;
        private final Link link;

        Client(Sessions sessions, boolean slow) {
            client = new SimulatedClient(text -> {}, end -> {
                if (slow) {
                    ends.add(end);
                } else {
                    end.run();
                }
                return null;
            });
            client.onUpdated(method -> {
                Map<String, Long> shown = new TreeMap<>();
                client.documents().keySet().forEach(id -> shown.put(id, client.versionOf(id)));
                shown.keySet().removeIf(id -> id.startsWith("last"));
                last.complete(shown);
            });
            unread.add(ends);
            link = sessions.open(client.connection(), Bench.HANDSHAKE);
            link.receive(client.connect());
        }

        Void play() {
            int name = 0;
            for (; name < 20; name++) {
                link.receive(Bench.sub("s" + name, "levels", ""));
                if (name > 0) {
                    link.receive("{\"msg\":\"unsub\",\"id\":\"s" + (name - 1) + "\"}");
                }
            }
            return null;
        }
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
        pool.shutdownNow();
    }

    @RepeatedTest(3)
    void everyClient_endsWithTheLast() throws Exception {
        for (int i = 0; i < DOCUMENTS; i++) {
            versions.put("d" + i, new long[1]);
        }
        Sessions sessions = sessions();
        List<Client> clients = new ArrayList<>();
        for (boolean slow : List.of(false, false, true, true)) {
            clients.add(new Client(sessions, slow));
        }
        List<Callable<Void>> all = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            all.add(this::write);
        }
        clients.forEach(client -> all.add(client::play));
        List<Future<Void>> running = new ArrayList<>();
        all.forEach(one -> running.add(threads.submit(one)));
        for (Future<Void> one : running) {
            one.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }

        clients.forEach(client -> client.link.receive(Bench.call("last" + clients.indexOf(client), "last")));

        for (Client client : clients) {
            assertThat(lastOf(client)).isEqualTo(new TreeMap<>(present));
            client.client.verify();
            assertThat(client.client.isClosed()).isFalse();
        }
    }

    /** What it was shown when its last call was done. Until then all read as much as there is. */
    private Map<String, Long> lastOf(Client client) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!client.last.isDone() && System.nanoTime() < end) {
            readSlowly();
            Thread.onSpinWait();
        }
        return client.last.orTimeout(0, TimeUnit.SECONDS).join();
    }

    private void readSlowly() {
        for (Queue<Runnable> ends : unread) {
            Runnable next = ends.poll();
            if (next != null) {
                next.run();
            }
        }
    }

    private Void write() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        for (int i = 0; i < PUTS; i++) {
            String id = "d" + random.nextInt(DOCUMENTS);
            long[] version = versions.get(id);
            synchronized (version) {
                version[0]++;
                if (random.nextInt(5) == 0) {
                    levels.remove(id);
                    present.remove(id);
                } else {
                    levels.put(
                            id,
                            Map.of(
                                    "version",
                                    version[0],
                                    "by",
                                    Thread.currentThread().getName()));
                    present.put(id, version[0]);
                }
            }
            if (i % 50 == 0) {
                readSlowly();
            }
        }
        return null;
    }

    private Sessions sessions() {
        Bench bench = new Bench();
        bench.limits = new SessionLimits(
                1000,
                100_000,
                2,
                20_000,
                1000,
                bench.limits.sendTimeout(),
                bench.limits.heartbeat(),
                Bench.NO_RESUMPTION);
        bench.publish("levels", levels);
        MethodDefinition.Target last = (session, parameters) -> {
            levels.put("last " + System.identityHashCode(session), Map.of("version", 1));
            return null;
        };
        bench.serve("last", false, last);
        return bench.sessions(new SessionThreads(threads, threads, pool));
    }
}
