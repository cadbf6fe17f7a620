package io.ddp4ee.session;

import java.util.HashMap;
import java.util.Map;

import jakarta.annotation.Nullable;

import io.ddp4ee.bus.Snapshot;
import io.ddp4ee.query.LiveQueries;

/**
 * The documents that have left one of a client's queries, for as long as anything is being read that was begun before: what
 * comes of it may have them still, in a state that is older than what the client has seen, or that is no more. What is read
 * later is newer. On the dispatcher of the queries only.
 */
final class Departures {

    private record Place(String collection, String id) {}

    private final LiveQueries queries;
    private Map<Place, Snapshot> recent = new HashMap<>(0);

    /** Those whose time is up when all has been read that is being read. */
    private Map<Place, Snapshot> earlier = Map.of();

    Departures(LiveQueries queries) {
        this.queries = queries;
    }

    /** As of a version a document is gone. */
    void note(String collection, String id, Snapshot version) {
        if (queries.isReading()) {
            Place place = new Place(collection, id);
            // The source that tells last need not be the one that knows most.
            recent.merge(place, newer(version, earlier.get(place)), Departures::newer);
            if (earlier.isEmpty()) {
                waitForReads();
            }
        }
    }

    private static Snapshot newer(Snapshot one, @Nullable Snapshot other) {
        return other == null || one.isAtLeast(other) ? one : other;
    }

    private void waitForReads() {
        earlier = recent;
        recent = new HashMap<>(0);
        if (!earlier.isEmpty()) {
            queries.afterReads(this::waitForReads);
        }
    }

    /** As of when a document was gone last; null if nobody can have it still. */
    @Nullable
    Snapshot of(String collection, String id) {
        if (earlier.isEmpty()) {
            return null;
        }
        Place place = new Place(collection, id);
        Snapshot last = recent.get(place);
        return last == null ? earlier.get(place) : last;
    }
}
