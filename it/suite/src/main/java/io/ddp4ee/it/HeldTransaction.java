package io.ddp4ee.it;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A transaction on a thread of its own, which has written all that it has to, and commits when it is told to. */
final class HeldTransaction {

    private static final int PATIENCE_SECONDS = 15;

    private final CountDownLatch commit = new CountDownLatch(1);
    private final CompletableFuture<Void> written = new CompletableFuture<>();
    private final CompletableFuture<Void> committed;

    /** Returns when it has written. */
    HeldTransaction(Jpa jpa, Jpa.Action action) throws Exception {
        this.committed = CompletableFuture.runAsync(
                () -> jpa.run(em -> {
                    action.apply(em);
                    em.flush();
                    written.complete(null);
                    commit.await();
                }),
                jpa.threads());
        CompletableFuture.anyOf(written, committed).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** Returns when it has committed. */
    void commit() throws InterruptedException, ExecutionException, TimeoutException {
        commit.countDown();
        committed.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
}
