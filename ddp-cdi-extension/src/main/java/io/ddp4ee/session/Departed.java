package io.ddp4ee.session;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

import jakarta.annotation.Nullable;

import io.ddp4ee.bus.Snapshot;
import io.ddp4ee.query.LiveQueries;

/**
 * The documents that one client has lost, and up to when that is known: a query that has still to run again, or whose older
 * result comes late, must not bring them back as they were before. Forgotten when every source has caught up. Under the
 * session's lock, on the dispatcher of the source that it is about.
 */
final class Departed {

    private record Key(LiveQueries queries, String collection, String id) {}

    private final Map<Key, Snapshot> documents = new HashMap<>();

    /** @param known as of when the source knows that the document is gone, or as of when the client has seen it */
    void add(Source source, String collection, String id, @Nullable Snapshot known) {
        if (source.view() != null && known != null) {
            documents.merge(
                    new Key(source.view().queries(), collection, id),
                    known,
                    (one, other) -> one.isAtLeast(other) ? one : other);
        }
    }

    /** Up to when a source has to catch up before what it says of the document counts; null if it counts now. */
    @Nullable
    Snapshot newerThan(Source source, String collection, String id) {
        if (source.view() == null) {
            return null;
        }
        Snapshot known = documents.get(new Key(source.view().queries(), collection, id));
        Snapshot version = source.version();
        return known == null || version == null || version.isAtLeast(known) ? null : known;
    }

    boolean isEmpty() {
        return documents.isEmpty();
    }

    /** @param sources all that the client has of these queries */
    void forget(LiveQueries queries, Collection<Source> sources) {
        documents
                .entrySet()
                .removeIf(entry -> entry.getKey().queries() == queries
                        && sources.stream().allMatch(source -> hasCaughtUp(source, entry.getValue())));
    }

    private static boolean hasCaughtUp(Source source, Snapshot known) {
        return source.version() != null && source.version().isAtLeast(known);
    }
}
