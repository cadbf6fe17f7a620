package io.ddp4ee.session;

import java.util.function.Consumer;
import java.util.function.Predicate;

import io.ddp4ee.bus.NoticeReceiver;
import io.ddp4ee.bus.Notices;
import io.ddp4ee.ejson.EjsonException;

/** Executes at this server's sessions what all servers are told. */
public final class SessionCommands implements NoticeReceiver {

    private final Sessions sessions;

    private SessionCommands(Sessions sessions) {
        this.sessions = sessions;
    }

    /** From now on they are. */
    public static void receive(Notices notices, Sessions sessions) {
        notices.add(SessionCommand.TOPIC, new SessionCommands(sessions));
    }

    @Override
    public void received(String text) {
        SessionCommand command;
        try {
            command = SessionCommand.parse(text);
        } catch (EjsonException | RuntimeException e) {
            throw new IllegalArgumentException("Not a command to sessions: " + text, e);
        }
        each(
                session -> command.concerns(session.handle()),
                command.action() == SessionCommand.Action.REFRESH
                        ? session -> session.refreshment().begin(false)
                        : session -> session.ending().byApplication());
    }

    /** Any session may have been meant. */
    @Override
    public void missed() {
        each(session -> session.handle().userId() != null, session -> session.refreshment()
                .begin(true));
    }

    private void each(Predicate<Session> which, Consumer<Session> action) {
        sessions.all().stream().filter(which).forEach(action);
    }
}
