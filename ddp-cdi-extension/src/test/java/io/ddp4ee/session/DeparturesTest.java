package io.ddp4ee.session;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.ddp4ee.bus.ChangeBatch;
import io.ddp4ee.bus.Snapshot;
import io.ddp4ee.query.Version;

import static org.assertj.core.api.Assertions.assertThat;

/** A document leaves the client while a query is on its way that was read before, and has it still. */
class DeparturesTest {

    private final Bench bench = new Bench();
    private Link session;

    @BeforeEach
    void subscribe() {
        bench.publishCategories("categories");
        bench.queries.established();
        commit("row", "a");
        session = bench.connect();
        session.receive(Bench.sub("s1", "categories", "\"a\""));
        bench.settle();
        bench.client.sent().clear();
    }

    private void commit(String id, String category) {
        bench.database.commit(bench.database.begin(), id, category);
    }

    /** Subscribes to all; when that has been read, something else happens before it is known. */
    private void subscribeToAll(Runnable event) {
        session.receive(Bench.sub("s2", "categories", "\"*\""));
        int[] calls = new int[1];
        bench.meanwhile = () -> {
            calls[0]++;
            if (calls[0] == 2) {
                event.run();
                deliverAll();
                bench.settle();
            }
        };
        bench.settle();
    }

    @ParameterizedTest
    @ValueSource(strings = {"9:9: 7:7:", "7:7: 9:9:", "7:7: 8:8: 9:9:", "9:9: 7:7: 8:8:"})
    void goneSeveralTimes_isGoneAsOfTheNewest_whoeverTellsLast(String versions) {
        Departures departures = new Departures(bench.queries);
        List<Version> gone = new ArrayList<>();
        subscribeToAll(() -> {
            for (String version : versions.split(" ", -1)) {
                departures.note("docs", "row", version(version));
            }
            gone.add(departures.of("docs", "row"));
        });

        assertThat(gone).containsExactly(version("9:9:"));
        assertThat(departures.of("docs", "row"))
                .as("what is to be delivered may be older")
                .isEqualTo(version("9:9:"));
        bench.queries.execute(
                () -> bench.queries.received(new ChangeBatch(9, Snapshot.parse("9:9:"), "server", List.of())));
        bench.settle();
        assertThat(departures.of("docs", "row")).isNull();
    }

    @Test
    void severalThatAreGone_areAllKnown() {
        Departures departures = new Departures(bench.queries);
        List<Version> gone = new ArrayList<>();
        subscribeToAll(() -> {
            for (String id : List.of("a", "b", "c")) {
                departures.note("docs", id, version("9:9:"));
            }
            for (String id : List.of("a", "b", "c")) {
                gone.add(departures.of("docs", id));
            }
        });

        assertThat(gone).hasSize(3).doesNotContainNull();
    }

    private static Version version(String snapshot) {
        return new Version(Snapshot.parse(snapshot), 0);
    }

    private void deliverAll() {
        while (!bench.database.notifications().isEmpty()) {
            var batch = bench.database.notifications().remove();
            bench.queries.execute(() -> bench.queries.received(batch));
        }
    }

    @Test
    void movedOutOfSight_comesBackAsItIs_beforeReady() {
        subscribeToAll(() -> commit("row", "b"));
        assertThat(bench.client.sent())
                .containsExactly(
                        "{\"msg\":\"removed\",\"collection\":\"docs\",\"id\":\"row\"}",
                        "{\"msg\":\"added\",\"collection\":\"docs\",\"id\":\"row\",\"fields\":{\"version\":2,\"category\":\"b\"}}",
                        "{\"msg\":\"ready\",\"subs\":[\"s2\"]}");
    }

    @Test
    void deleted_doesNotComeBack() {
        subscribeToAll(() -> commit("row", null));
        assertThat(bench.client.sent())
                .containsExactly(
                        "{\"msg\":\"removed\",\"collection\":\"docs\",\"id\":\"row\"}",
                        "{\"msg\":\"ready\",\"subs\":[\"s2\"]}");
    }
}
