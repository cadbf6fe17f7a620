package io.ddp4ee.it.database;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.Locale;

/** One connection of a server to its database, which passes through here. */
final class ProxiedConnection {

    /** Told of a statement before it is passed on; what it throws ends the connection. */
    interface Observer {
        void executed(ProxiedConnection connection, String statement) throws IOException;
    }

    /** Something that is done on a thread of its own. */
    interface Work {
        void run() throws IOException, InterruptedException;
    }

    private final Socket server;
    private final Socket database;
    private final Observer observer;
    private volatile boolean listening;
    private volatile boolean stalled;
    private volatile Work onAnswer;

    ProxiedConnection(Socket server, Socket database, Observer observer) throws IOException {
        this.server = server;
        this.database = database;
        this.observer = observer;
        server.setTcpNoDelay(true);
        database.setTcpNoDelay(true);
    }

    static void start(String name, Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException e) {
                        // Either end may go at any time.
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "proxy " + name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Begins to pass what comes. */
    void relay(Runnable ended) {
        start("statements", () -> relay(this::passStatements, ended));
        start("answers", () -> relay(this::passAnswers, ended));
    }

    private void relay(Work work, Runnable ended) throws IOException, InterruptedException {
        try {
            work.run();
        } finally {
            cut();
            ended.run();
        }
    }

    private void passStatements() throws IOException {
        OutputStream out = new BufferedOutputStream(database.getOutputStream());
        FrontendMessages messages = new FrontendMessages(server.getInputStream());
        while (messages.read()) {
            String statement = messages.executed();
            if (statement != null) {
                listening |= statement.toLowerCase(Locale.ROOT).startsWith("listen ");
                observer.executed(this, statement);
            }
            if (!stalled) {
                out.write(messages.bytes());
                flush(out, messages);
            }
        }
    }

    private void passAnswers() throws IOException, InterruptedException {
        InputStream answers = database.getInputStream();
        OutputStream out = server.getOutputStream();
        byte[] buffer = new byte[65_536];
        for (int read = answers.read(buffer); read >= 0; read = answers.read(buffer)) {
            Work before = onAnswer;
            if (before != null) {
                onAnswer = null;
                before.run();
            }
            if (!stalled) {
                out.write(buffer, 0, read);
            }
        }
    }

    private static void flush(OutputStream out, FrontendMessages messages) throws IOException {
        if (!messages.hasMore()) {
            out.flush();
        }
    }

    /** Has something done when the database next answers, before that is passed on. */
    void onAnswer(Work work) {
        onAnswer = work;
    }

    boolean isListening() {
        return listening;
    }

    boolean isStalled() {
        return stalled;
    }

    /** From now on everything is swallowed, so that each end sees only what the other does to the connection itself. */
    void stall() {
        stalled = true;
    }

    void cut() {
        try (server;
                database) {
            // Both go, also if one of them fails to.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
