package io.ddp4ee.it.database;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import static org.assertj.core.api.Assertions.assertThat;

/** A fault that waits for its statement. */
public final class Trap {

    /** What may happen to a statement on its way. */
    public enum Fault {
        /** The connection breaks before the statement has reached the database. */
        STATEMENT_LOST,

        /** The database executes the statement; the connection breaks before the answer has come. */
        ANSWER_LOST,

        /** The answer does not come until the trap is released. */
        ANSWER_HELD
    }

    private final Fault fault;
    private final Predicate<String> statement;
    private final CountDownLatch sprung = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    Trap(Fault fault, Predicate<String> statement) {
        this.fault = fault;
        this.statement = statement;
    }

    boolean matches(String executed) {
        return statement.test(executed);
    }

    void spring(ProxiedConnection connection) throws IOException {
        switch (fault) {
            case STATEMENT_LOST -> {
                connection.cut();
                sprung.countDown();
                throw new IOException("Lost, as it should be");
            }
            case ANSWER_LOST ->
                connection.onAnswer(() -> {
                    connection.cut();
                    sprung.countDown();
                });
            case ANSWER_HELD ->
                connection.onAnswer(() -> {
                    sprung.countDown();
                    released.await();
                });
        }
    }

    /** Waits until it has happened; for an answer, until the database has given it. */
    public Trap await() throws InterruptedException {
        assertThat(sprung.await(15, TimeUnit.SECONDS)).as("trap sprung").isTrue();
        return this;
    }

    /** Lets an answer go that is held. */
    public void release() {
        released.countDown();
    }
}
