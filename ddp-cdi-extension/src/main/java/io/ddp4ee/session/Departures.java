package io.ddp4ee.session;

import java.util.HashMap;
import java.util.Map;

import jakarta.annotation.Nullable;

import io.ddp4ee.query.LiveQueries;
import io.ddp4ee.query.Version;

/**
 * The documents that have left one of a client's queries, for as long as anything is being read that was begun before, or has
 * to be delivered that they include: what comes of it may have them still, in a state that is older than what the client has
 * seen, or that is no more. What is read later is newer. On the dispatcher of the queries only.
 */
final class Departures {

    private record Place(String collection, String id) {}

    private final LiveQueries queries;
    private Map<Place, Version> recent = new HashMap<>(0);

    /** Those whose time is up when all has been read that is being read. */
    private Map<Place, Version> earlier = Map.of();

    Departures(LiveQueries queries) {
        this.queries = queries;
    }

    /** As of a version a document is gone. */
    void note(String collection, String id, Version version) {
        if (queries.mayBeOlder(version)) {
            Place place = new Place(collection, id);
            // The source that tells last need not be the one that knows most.
            Version before = earlier.get(place);
            recent.merge(place, before == null ? version : version.with(before), Version::with);
            if (earlier.isEmpty()) {
                waitForReads();
            }
        }
    }

    private void waitForReads() {
        earlier = recent;
        recent = new HashMap<>(0);
        if (!earlier.isEmpty()) {
            Version newest = earlier.values().stream().reduce(Version::with).orElseThrow();
            queries.afterOlder(newest, this::waitForReads);
        }
    }

    /** As of when a document was gone last; null if nobody can have it still. */
    @Nullable
    Version of(String collection, String id) {
        if (earlier.isEmpty()) {
            return null;
        }
        Place place = new Place(collection, id);
        Version last = recent.get(place);
        return last == null ? earlier.get(place) : last;
    }
}
