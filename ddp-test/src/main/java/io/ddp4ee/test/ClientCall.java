package io.ddp4ee.test;

import java.util.concurrent.CompletableFuture;

/** A call of a method, which the server has to answer by one result and one updated. */
final class ClientCall {

    private final String id;
    private final CompletableFuture<Object> done = new CompletableFuture<>();
    private boolean answered;
    private boolean updated;
    private Object result;
    private DdpErrorException error;

    ClientCall(String id) {
        this.id = id;
    }

    CompletableFuture<Object> done() {
        return done;
    }

    void answer(Object value, DdpErrorException failure) {
        if (answered) {
            throw new AssertionError("A second result for " + id);
        }
        answered = true;
        result = value;
        error = failure;
        finish();
    }

    void update() {
        if (updated) {
            throw new AssertionError("A second updated for " + id);
        }
        updated = true;
        finish();
    }

    private void finish() {
        if (answered && updated && error != null) {
            done.completeExceptionally(error);
        } else if (answered && updated) {
            done.complete(result);
        }
    }
}
