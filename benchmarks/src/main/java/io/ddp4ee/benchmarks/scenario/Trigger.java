package io.ddp4ee.benchmarks.scenario;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

import io.ddp4ee.benchmarks.server.Server;

/** Has a server do something, over a connection that stays open. */
final class Trigger {

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Server server;

    Trigger(Server server) {
        this.server = server;
    }

    /**
     * Changes the price of a book.
     *
     * @return the milliseconds until that was committed, as the server has measured them
     */
    double write(String application, long book) throws IOException, InterruptedException {
        return Long.parseLong(post(server.uri("/" + application + "/writer?book=" + book), "")) / 1e6;
    }

    /** Sends a text to all who are connected with the floor. */
    void broadcast(String text) throws IOException, InterruptedException {
        post(server.uri("/floor/broadcast"), text);
    }

    private String post(URI uri, String body) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(uri).POST(BodyPublishers.ofString(body)).build();
        HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IllegalStateException(uri + " answers " + response.statusCode() + ": " + response.body());
        }
        return response.body();
    }
}
