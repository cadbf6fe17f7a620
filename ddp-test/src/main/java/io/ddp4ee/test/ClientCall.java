package io.ddp4ee.test;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A call of a method, which the server has to answer by one result and one updated. */
final class ClientCall {

    private final String id;
    private final String method;
    private final Object[] parameters;
    private final CompletableFuture<Object> done = new CompletableFuture<>();
    private boolean answered;
    private boolean updated;
    private Object result;
    private DdpErrorException error;

    ClientCall(String id, String method, Object... parameters) {
        this.id = id;
        this.method = method;
        this.parameters = parameters;
    }

    String id() {
        return id;
    }

    String message() {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("msg", "method");
        message.put("method", method);
        message.put("id", id);
        message.put("params", Arrays.asList(parameters));
        return Ejson.print(message);
    }

    boolean isAnswered() {
        return answered;
    }

    /**
     * Another session knows nothing of the call. If it was answered, nobody will say that its documents have come, which come
     * with all others; if not, it is called again, and all that belongs to it is said again.
     */
    void beginAgain() {
        if (!answered) {
            updated = false;
        } else if (!updated) {
            update();
        }
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
