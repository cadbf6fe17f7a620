package io.ddp4ee.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;

import io.ddp4ee.PublicationHandler;

/** Methods that log in, and publications that know who has. */
abstract class Users {

    static final String INTERNAL = "{\"isClientSafe\":true,\"error\":500,\"reason\":\"Internal server error\","
            + "\"message\":\"Internal server error [500]\",\"errorType\":\"Meteor.Error\"}";

    final Bench bench = new Bench();
    final List<String> done = new ArrayList<>();
    Link session;

    @BeforeEach
    void serve() {
        bench.serve("setUserId", false, (session, parameters) -> {
            session.setUserId((String) parameters.get(0));
            done.add("set " + session.userId());
            return session.userId();
        });
    }

    List<String> say(String message) {
        bench.client.sent().clear();
        session.receive(message);
        bench.settle();
        return bench.client.sent();
    }

    List<String> setUserId(String userId) {
        return say(setting(userId));
    }

    static String setting(String userId) {
        return Bench.call("m", "setUserId").replace("[]", userId == null ? "[null]" : "[\"" + userId + "\"]");
    }

    static String added(String id) {
        return "{\"msg\":\"added\",\"collection\":\"a\",\"id\":\"" + id + "\"}";
    }

    static String removed(String id) {
        return "{\"msg\":\"removed\",\"collection\":\"a\",\"id\":\"" + id + "\"}";
    }

    static String ready(String ids) {
        return "{\"msg\":\"ready\",\"subs\":[" + ids + "]}";
    }

    static final String UPDATED = "{\"msg\":\"updated\",\"methods\":[\"m\"]}";

    static String result(String value) {
        return "{\"msg\":\"result\",\"id\":\"m\",\"result\":" + value + "}";
    }

    static String nosub(String id, String error) {
        return "{\"msg\":\"nosub\",\"id\":\"" + id + "\",\"error\":" + error + "}";
    }

    /** Of each document one or more users. */
    static PublicationHandler owned(String... documents) {
        return subscription -> {
            for (String document : documents) {
                if (document.contains("/" + subscription.userId())) {
                    subscription.added("a", document.split("/", 2)[0], Map.of());
                }
            }
            subscription.ready();
        };
    }

    void store(String id, String category) {
        bench.database.commit(bench.database.begin(), id, category);
    }

    void deliver() {
        while (!bench.database.notifications().isEmpty()) {
            var batch = bench.database.notifications().remove();
            bench.queries.execute(() -> bench.queries.received(batch));
        }
        bench.settle();
    }
}
