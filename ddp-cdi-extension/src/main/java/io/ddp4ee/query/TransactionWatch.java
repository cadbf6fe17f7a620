package io.ddp4ee.query;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

import io.ddp4ee.query.Database.TransactionStatus;

/** Asks the database what became of transactions, until it says. */
final class TransactionWatch {

    private static final Logger LOG = System.getLogger(TransactionWatch.class.getName());

    private static final Duration AGAIN = Duration.ofMillis(100);

    private final Database database;
    private final Executor readers;
    private final Timer timer;

    TransactionWatch(Database database, Executor readers, Timer timer) {
        this.database = database;
        this.readers = readers;
        this.timer = timer;
    }

    void whenEnded(long transaction, Consumer<Boolean> ended) {
        readers.execute(() -> {
            TransactionStatus status = status(transaction);
            if (status == TransactionStatus.IN_PROGRESS) {
                timer.after(AGAIN, () -> whenEnded(transaction, ended));
            } else {
                ended.accept(status == TransactionStatus.COMMITTED);
            }
        });
    }

    private TransactionStatus status(long transaction) {
        try {
            return database.status(transaction);
        } catch (Throwable e) {
            // Also an error: somebody waits for the answer.
            LOG.log(Level.DEBUG, "What became of transaction " + transaction + " is asked again", e);
            return TransactionStatus.IN_PROGRESS;
        }
    }
}
