package io.ddp4ee.session;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.ddp4ee.DdpSession;
import io.ddp4ee.LiveDocuments;
import io.ddp4ee.binding.EjsonJsonb;
import io.ddp4ee.binding.ResultWriter;
import io.ddp4ee.memory.LiveMemory;
import io.ddp4ee.method.WriteFences;
import io.ddp4ee.publication.Production;
import io.ddp4ee.publication.PublicationDefinition;
import io.ddp4ee.security.Access;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Clients of documents in memory under one random scheduler: some read slowly, connections are lost, subscriptions come and
 * go, one after the other over the same documents. At the end each client has what there is.
 */
final class LiveDocumentsWorld {

    /** By the name of the publication, besides the user's; those of one collection have documents of their own. */
    private static final Map<String, List<String>> PUBLICATIONS =
            Map.of("a", List.of("a"), "b", List.of("b"), "all", List.of("b", "a"), "mine", List.of());

    private final Random random;
    private final List<Runnable> tasks = new ArrayList<>();
    private final List<String> log = new ArrayList<>();
    private final Map<String, LiveDocuments> documents =
            Map.of("a", LiveDocuments.in("docs"), "b", LiveDocuments.in("docs"));
    private final Map<String, Map<String, Long>> present = Map.of("a", new TreeMap<>(), "b", new TreeMap<>());
    private final List<Participant> participants = new ArrayList<>();
    private final Sessions sessions;
    private long version;

    private final class Participant {
        private final List<Runnable> ends = new ArrayList<>();
        private final SimulatedClient client = new SimulatedClient(log::add, this::later);
        private final Map<String, String> asked = new LinkedHashMap<>();
        private final Map<String, String> subscriptions = new TreeMap<>();
        private final Map<String, Set<String>> readyBefore = new TreeMap<>();
        private String user;
        private Link link = open();
        private int names;
        private boolean slow;
        private boolean away;

        Participant() {
            client.onUpdated(this::checkShown);
            setUserId();
        }

        private Void later(Runnable end) {
            (slow ? ends : tasks).add(end);
            return null;
        }

        private Link open() {
            Link opened = sessions.open(client.connection(), Bench.HANDSHAKE);
            opened.receive(client.connect());
            return opened;
        }

        void act() {
            if (away) {
                comeBack();
                return;
            }
            switch (random.nextInt(9)) {
                case 0, 1, 2 -> subscribe();
                case 3 -> unsubscribe();
                case 4 -> write();
                case 5 -> slow = !slow;
                case 6 -> read();
                case 7 -> setUserId();
                default -> lose();
            }
        }

        private void lose() {
            if (random.nextInt(6) == 0) {
                away = true;
                client.cut();
                link.lost();
            }
        }

        /** Asks again for all that it does not know to have been heard. */
        void comeBack() {
            if (away) {
                away = false;
                link = open();
                asked.keySet().removeIf(id -> client.hasResult(id) || client.hasEnded(id));
                asked.values().forEach(link::receive);
            }
        }

        private void ask(String id, String message) {
            asked.put(id, message);
            link.receive(message);
        }

        private void subscribe() {
            String name = "s" + names++;
            String publication =
                    List.copyOf(new TreeMap<>(PUBLICATIONS).keySet()).get(random.nextInt(PUBLICATIONS.size()));
            subscriptions.put(name, publication);
            ask(name, Bench.sub(name, publication, ""));
        }

        private void unsubscribe() {
            if (!subscriptions.isEmpty()) {
                String name = subscriptions.keySet().iterator().next();
                subscriptions.remove(name);
                asked.remove(name);
                link.receive("{\"msg\":\"unsub\",\"id\":\"" + name + "\"}");
            }
        }

        private void write() {
            String name = "m" + names++;
            readyBefore.put(
                    name,
                    subscriptions.keySet().stream()
                            .filter(client::isReady)
                            .filter(one ->
                                    PUBLICATIONS.get(subscriptions.get(one)).contains("a"))
                            .collect(Collectors.toSet()));
            ask(
                    name,
                    "{\"msg\":\"method\",\"id\":\"" + name + "\",\"method\":\"write\",\"params\":[\""
                            + participants.indexOf(this) + name + "\"]}");
        }

        private void setUserId() {
            user = random.nextBoolean() ? "a" : "b";
            String name = "m" + names++;
            readyBefore.put(name, Set.of());
            client.expectReadyAgain();
            ask(
                    name,
                    "{\"msg\":\"method\",\"id\":\"" + name + "\",\"method\":\"setUserId\",\"params\":[\"" + user
                            + "\"]}");
        }

        /** What it has put is there, if it has been subscribed to since before. */
        private void checkShown(String method) {
            boolean subscribed = readyBefore.get(method).stream().anyMatch(subscriptions::containsKey);
            if (subscribed && client.versionOf(participants.indexOf(this) + method) < 0) {
                throw new AssertionError(method + " is done, but not shown");
            }
        }

        void read() {
            List<Runnable> all = List.copyOf(ends);
            ends.clear();
            all.forEach(Runnable::run);
        }

        Set<String> expected() {
            Set<String> expected = new HashSet<>();
            for (String publication : subscriptions.values()) {
                List<String> parts = publication.equals("mine") ? List.of(user) : PUBLICATIONS.get(publication);
                parts.forEach(one -> present.get(one).forEach((id, known) -> expected.add(id + "=" + known)));
            }
            return expected;
        }

        Set<String> shown() {
            Set<String> shown = new HashSet<>();
            client.documents().keySet().forEach(id -> shown.add(id + "=" + client.versionOf(id)));
            return shown;
        }
    }

    LiveDocumentsWorld(long seed) {
        this.random = new Random(seed);
        ResultWriter results = new ResultWriter(EjsonJsonb.create());
        WriteFences fences = new WriteFences();
        Map<String, PublicationDefinition> publications = new TreeMap<>();
        PUBLICATIONS.forEach((name, parts) -> {
            List<LiveDocuments> all = parts.stream().map(documents::get).toList();
            publications.put(
                    name,
                    new PublicationDefinition(
                            name,
                            false,
                            false,
                            "here",
                            Access.EVERYBODY,
                            (session, parameters) -> new Production(
                                    List.of(),
                                    name.equals("mine") ? List.of(documents.get(session.userId())) : all,
                                    List.of(),
                                    () -> {})));
        });
        this.sessions = SimulatedSessions.of(
                SimulatedSessions.PATIENT,
                publications,
                this::write,
                (wanted, parameters, userId) -> Map.of(),
                new LiveMemory(tasks::add, new FieldsWriter(results)::write, fences::wrote),
                fences,
                results,
                tasks::add,
                () -> 0);
    }

    private Object write(DdpSession session, List<Object> parameters) {
        put("a", (String) parameters.get(0));
        return version;
    }

    private void put(String in, String id) {
        version++;
        present.get(in).put(id, version);
        Map<String, Object> fields = new TreeMap<>(Map.of("version", version));
        if (random.nextBoolean()) {
            fields.put("also", random.nextInt(2));
        }
        log.add("put " + id + " " + version);
        documents.get(in).put(id, fields);
    }

    private void remove(String in, String id) {
        log.add("remove " + id);
        present.get(in).remove(id);
        documents.get(in).remove(id);
    }

    private boolean step() {
        if (tasks.isEmpty()) {
            return false;
        }
        tasks.remove(random.nextInt(tasks.size())).run();
        return true;
    }

    void run(int actions) {
        try {
            for (int i = 0; i < 3; i++) {
                participants.add(new Participant());
            }
            for (int i = 0; i < actions; i++) {
                act();
                for (int steps = random.nextInt(6); steps > 0; steps--) {
                    step();
                }
            }
            participants.forEach(Participant::comeBack);
            settle();
            for (Participant participant : participants) {
                participant.client.verify();
                assertThat(participant.shown()).isEqualTo(participant.expected());
            }
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(e.getMessage() + "\n" + String.join("\n", log), e);
        }
    }

    private void act() {
        String in = random.nextBoolean() ? "a" : "b";
        switch (random.nextInt(6)) {
            case 0, 1, 2 -> put(in, in + random.nextInt(3));
            case 3 -> remove(in, in + random.nextInt(3));
            default -> participants.get(random.nextInt(participants.size())).act();
        }
    }

    private void settle() {
        boolean goesOn = true;
        while (goesOn) {
            participants.forEach(Participant::read);
            goesOn = step() || participants.stream().anyMatch(one -> !one.ends.isEmpty());
        }
    }
}
