package io.ddp4ee.session;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import jakarta.annotation.Nullable;

import io.ddp4ee.bus.Snapshot;
import io.ddp4ee.query.Delta;
import io.ddp4ee.query.DocumentChange;
import io.ddp4ee.session.MergeBox.StandIn;

/**
 * The documents that have left a source while a query was on its way to the client. The query may have been read before they
 * left: then it would bring them back in a state that is older than what the client has seen, or that is no more.
 */
final class Departures {

    private record Place(String collection, String id) {}

    private record Departure(Source source, Snapshot version) {}

    private final Map<Place, List<Departure>> departed = new HashMap<>();

    /** What sources have and do not show, until they have caught up. */
    private final Map<Source, Map<Place, StandIn>> withheld = new HashMap<>();

    private int expected;

    /** Another query is on its way. */
    void expect() {
        expected++;
    }

    /** One has come, or does not come any more. When none is expected there is nothing to remember. */
    void arrive() {
        expected--;
        if (expected == 0) {
            departed.clear();
        }
    }

    /**
     * A source has a document no longer.
     *
     * @param stoodInUntil up to when it was shown by the source in the place of newer values, if it was
     */
    void note(Source source, String collection, String id, @Nullable Snapshot stoodInUntil) {
        if (expected == 0 || source.view() == null) {
            return;
        }
        // Of one that has ended it is known only what it had shown; on the other hand the document need not be gone.
        Snapshot version = source.isClosed() ? source.shown() : source.version();
        if (stoodInUntil != null && !version.isAtLeast(stoodInUntil)) {
            version = stoodInUntil;
        }
        departed.computeIfAbsent(new Place(collection, id), place -> new ArrayList<>(1))
                .add(new Departure(source, version));
    }

    /** Withholds those of a query's documents that have left another source in a newer state. */
    List<StandIn> withhold(Source source, String collection, Delta delta) {
        List<StandIn> all = new ArrayList<>();
        if (departed.isEmpty()) {
            return all;
        }
        for (DocumentChange change : delta.changes()) {
            Place place = new Place(collection, change.id());
            departed.getOrDefault(place, List.of()).stream()
                    .filter(departure -> departure.source().isComparableTo(source))
                    .map(Departure::version)
                    .filter(version -> !source.version().isAtLeast(version))
                    .max(Snapshot::compareTo)
                    .ifPresent(version -> {
                        StandIn standIn = new StandIn(source, version, collection, change.id());
                        withheld.computeIfAbsent(source, s -> new HashMap<>()).put(place, standIn);
                        all.add(standIn);
                    });
        }
        return all;
    }

    boolean isWithheld(Source source, String collection, String id) {
        Map<Place, StandIn> places = withheld.get(source);
        return places != null && places.containsKey(new Place(collection, id));
    }

    /** @return whether it was withheld */
    boolean release(StandIn standIn) {
        Map<Place, StandIn> places = withheld.get(standIn.source());
        boolean released = places != null && places.remove(new Place(standIn.collection(), standIn.id()), standIn);
        if (released && places.isEmpty()) {
            withheld.remove(standIn.source());
        }
        return released;
    }

    /** The source is at its end. */
    void forget(Source source) {
        withheld.remove(source);
    }
}
