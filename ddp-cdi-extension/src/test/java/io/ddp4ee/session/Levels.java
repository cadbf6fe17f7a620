package io.ddp4ee.session;

import java.util.List;

import org.junit.jupiter.api.BeforeEach;

import io.ddp4ee.LiveDocuments;

/** Documents in memory, and their subscribers. */
abstract class Levels {

    final Bench bench = new Bench();
    final LiveDocuments levels = LiveDocuments.in("level");

    /** How often JSON-B has written one of them: each time for somebody who follows. */
    int written;

    public final class Level {
        public long getPrice() {
            written++;
            return 5;
        }
    }

    @BeforeEach
    void publish() {
        bench.publish("levels", levels);
    }

    Link subscribed() {
        Link session = bench.connect();
        say(session, Bench.sub("s", "levels", ""));
        return session;
    }

    void say(Link session, String message) {
        session.receive(message);
        bench.settle();
    }

    static String unsub(String id) {
        return "{\"msg\":\"unsub\",\"id\":\"" + id + "\"}";
    }

    void put(String id, Object fields) {
        levels.put(id, fields);
        bench.settle();
    }

    void remove(String id) {
        levels.remove(id);
        bench.settle();
    }

    List<String> sent() {
        List<String> sent = List.copyOf(bench.client.sent());
        bench.client.sent().clear();
        return sent;
    }

    static String message(String msg, String id, String rest) {
        return "{\"msg\":\"" + msg + "\",\"collection\":\"level\",\"id\":\"" + id + "\"" + rest + "}";
    }

    static String added(String id, String fields) {
        return message("added", id, ",\"fields\":" + fields);
    }

    static String changed(String id, String fields) {
        return message("changed", id, ",\"fields\":" + fields);
    }

    static String removed(String id) {
        return message("removed", id, "");
    }

    static String ready(String id) {
        return "{\"msg\":\"ready\",\"subs\":[\"" + id + "\"]}";
    }
}
