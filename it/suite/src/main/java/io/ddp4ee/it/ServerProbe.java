package io.ddp4ee.it;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;

import io.ddp4ee.it.probe.ProbeServlet;

import static org.assertj.core.api.Assertions.assertThat;

/** What is in the first server's JVM, asked of an application beside the one that is tested. */
final class ServerProbe {

    private static final String NAME = "probe";

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private ServerProbe() {}

    static WebArchive war() {
        return ShrinkWrap.create(WebArchive.class, NAME + ".war").addPackage(ProbeServlet.class.getPackage());
    }

    /** What is left after a garbage collection. */
    static Heap heap() {
        return Heap.parse(get("histogram"));
    }

    /** The same without what the server could drop at any time: servers and libraries cache by soft references. */
    static Heap strongHeap() {
        return Heap.parse(get("strong"));
    }

    /** How many threads there are of each name; names differ in their numbers, and those are left out. */
    static Map<String, Long> threads() {
        return get("threads")
                .lines()
                .collect(Collectors.groupingBy(
                        name -> name.replaceAll("\\d+", "#"), TreeMap::new, Collectors.counting()));
    }

    /** How many connections the server has, and keeps of clients that have gone. */
    static long connections() {
        return Long.parseLong(get("connections"));
    }

    /** The ports that the server listens at. */
    static List<String> ports() {
        return get("ports").lines().toList();
    }

    private static String get(String what) {
        URI uri = URI.create("http://localhost:" + System.getProperty("it.port") + "/" + NAME + "/" + what);
        try {
            HttpResponse<String> response =
                    HTTP.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).as("%s", uri).isEqualTo(200);
            return response.body();
        } catch (IOException e) {
            throw new AssertionError("The probe does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted", e);
        }
    }
}
