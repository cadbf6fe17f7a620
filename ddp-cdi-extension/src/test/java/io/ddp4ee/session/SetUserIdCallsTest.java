package io.ddp4ee.session;

import org.junit.jupiter.api.Test;

import io.ddp4ee.DdpException;
import io.ddp4ee.RateLimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** The user that a method sets, among the calls and messages of its session. */
class SetUserIdCallsTest extends Users {

    @Test
    void afterUnblock_itIsRefused() {
        bench.serve("late", false, (session, parameters) -> {
            session.unblock();
            session.setUserId("1");
            return null;
        });
        bench.serve("beside", true, (session, parameters) -> {
            assertThatIllegalStateException()
                    .isThrownBy(() -> session.setUserId("1"))
                    .withMessage("Can't call setUserId in a method after calling unblock");
            return "refused";
        });
        bench.publish("setting", subscription -> subscription.session().setUserId("1"));
        session = bench.connect();

        assertThat(say(Bench.call("m", "late")))
                .containsExactly(UPDATED, "{\"msg\":\"result\",\"id\":\"m\",\"error\":" + INTERNAL + "}");
        assertThat(say(Bench.call("m", "beside"))).contains(result("\"refused\""));
        assertThat(say(Bench.sub("s", "setting", ""))).containsExactly(nosub("s", INTERNAL));
        assertThatIllegalStateException()
                .isThrownBy(() -> session.session().handle().setUserId("1"))
                .withMessageContaining("method");
        assertThat(session.session().handle().userId()).isNull();
    }

    @Test
    void unblockAfterIt_leavesTheNextMessageToTheOther() {
        bench.serve("login", false, (session, parameters) -> {
            session.setUserId("1");
            session.unblock();
            bench.settle();
            assertThatIllegalStateException().isThrownBy(() -> session.setUserId("2"));
            return null;
        });
        bench.serve("who", false, (session, parameters) -> session.userId());
        session = bench.connect();
        session.receive(Bench.call("m", "login"));
        session.receive(Bench.call("n", "who"));
        bench.settle();

        assertThat(bench.client.sent())
                .containsExactly(
                        UPDATED,
                        result("null"),
                        "{\"msg\":\"updated\",\"methods\":[\"n\"]}",
                        "{\"msg\":\"result\",\"id\":\"n\",\"result\":\"1\"}");
    }

    @Test
    void methodThatFails_leavesTheUser() {
        bench.serve("fails", false, (session, parameters) -> {
            session.setUserId("1");
            throw new DdpException(403, "No");
        });
        bench.publish("owned", owned("o/1"));
        session = bench.connect();
        say(Bench.sub("s", "owned", ""));

        assertThat(say(Bench.call("m", "fails"))).hasSize(2).startsWith(UPDATED);
        assertThat(session.session().handle().userId()).isNull();
    }

    @Test
    void twiceInAMethod_theLastCounts() {
        bench.serve("twice", false, (session, parameters) -> {
            session.setUserId("1");
            session.setUserId("2");
            return session.userId();
        });
        bench.publish("owned", owned("o/1", "p/2"));
        session = bench.connect();
        say(Bench.sub("s", "owned", ""));

        assertThat(say(Bench.call("m", "twice"))).containsExactly(added("p"), ready("\"s\""), UPDATED, result("\"2\""));
    }

    @Test
    void twoInARow_areOneAfterTheOther_andSoIsWhatFollows() {
        bench.publish("owned", owned("o/1", "p/2"));
        session = bench.connect();
        say(Bench.sub("s", "owned", ""));
        bench.client.sent().clear();
        session.receive(setting("1"));
        session.receive(setting("2"));
        session.receive("{\"msg\":\"unsub\",\"id\":\"s\"}");
        bench.settle();

        assertThat(bench.client.sent())
                .containsExactly(
                        added("o"),
                        ready("\"s\""),
                        UPDATED,
                        result("\"1\""),
                        removed("o"),
                        added("p"),
                        ready("\"s\""),
                        UPDATED,
                        result("\"2\""),
                        removed("p"),
                        "{\"msg\":\"nosub\",\"id\":\"s\"}");
    }

    @Test
    void rateLimits_countForTheUserThatThereIs() {
        bench.rateLimits.add(
                RateLimit.of(1, java.time.Duration.ofSeconds(10)).methods("who").perUser());
        bench.serve("who", false, (session, parameters) -> session.userId());
        session = bench.connect();
        setUserId("1");
        assertThat(say(Bench.call("m", "who"))).containsExactly(UPDATED, result("\"1\""));
        assertThat(say(Bench.call("m", "who")).get(1)).contains("too-many-requests");
        setUserId("2");
        assertThat(say(Bench.call("m", "who"))).containsExactly(UPDATED, result("\"2\""));
    }
}
