package io.ddp4ee.session;

import java.util.List;

import io.ddp4ee.bus.Notice;
import io.ddp4ee.ejson.Ejson;
import io.ddp4ee.ejson.EjsonException;

/**
 * What is to happen to some sessions of all servers.
 *
 * @param key the name of a user, or what sessions are tied to
 */
public record SessionCommand(Action action, By by, String key) {

    static final String TOPIC = "sessions";

    /** What is to happen. */
    public enum Action {
        REFRESH,
        CLOSE
    }

    /** What the sessions have in common. */
    public enum By {
        USER,
        TIE
    }

    public Notice notice() {
        return new Notice(TOPIC, Ejson.print(List.of(action.name(), by.name(), key)));
    }

    static SessionCommand parse(String text) throws EjsonException {
        List<?> parts = (List<?>) new Ejson().parse(text);
        return new SessionCommand(
                Action.valueOf((String) parts.get(0)), By.valueOf((String) parts.get(1)), (String) parts.get(2));
    }

    boolean concerns(SessionHandle session) {
        return by == By.USER ? key.equals(session.userId()) : session.isTiedTo(key);
    }
}
