package io.ddp4ee.benchmarks.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.TimeUnit;

/** Waits for a server to answer. */
final class Readiness {

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(180);
    private static final long BETWEEN_MILLIS = 200;

    private Readiness() {}

    static void await(URI uri) throws InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(uri).build();
        long start = System.nanoTime();
        String last = "nothing";
        while (System.nanoTime() - start < PATIENCE_NANOS) {
            try {
                int status = client.send(request, BodyHandlers.discarding()).statusCode();
                if (status == 200) {
                    return;
                }
                last = "status " + status;
            } catch (IOException e) {
                last = e.toString();
            }
            TimeUnit.MILLISECONDS.sleep(BETWEEN_MILLIS);
        }
        throw new IllegalStateException(uri + " does not answer, but " + last);
    }
}
