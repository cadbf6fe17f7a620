package io.ddp4ee;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Documents that the application keeps in memory, for data that is in no database: prices, positions, who is online. Those
 * who subscribe to them are sent what there is, and then each change.
 *
 * <pre>{@code
 * @ApplicationScoped
 * public class Exchange {
 *     private final LiveDocuments levels = LiveDocuments.in("orderbook.level");
 *
 *     void trade(Level level) {
 *         if (level.volume() > 0) {
 *             levels.put(level.id(), Map.of("price", level.price(), "volume", level.volume()));
 *         } else {
 *             levels.remove(level.id());
 *         }
 *     }
 *
 *     @Produces @Publication("orderBook")
 *     LiveDocuments orderBook() {
 *         return levels;
 *     }
 * }
 * }</pre>
 *
 * <p>They are those of this server: another server of the cluster has its own. All subscribers of one object are served
 * together, so keep it where it lives as long as its documents do; two objects are two, also in one collection. Once nobody
 * refers to it, nothing of it is left.
 *
 * <p>Safe for use by several threads; nothing waits for a client. Each client ends with what was put last, and never sees
 * an older state of a document after a newer. A client that reads slowly is sent what a document has become, and not each
 * step. What a {@link DdpMethod} puts on its thread is sent to its caller's subscriptions before the method counts as done.
 */
public final class LiveDocuments {

    /**
     * One who is told of each change. Servers are; of an application, its tests may be.
     *
     * <pre>{@code
     * List<String> seen = new ArrayList<>();
     * levels.follow(new LiveDocuments.Follower() {
     *     public Runnable put(String id, Object fields) { return () -> seen.add("put " + id); }
     *     public void removed(String id) { seen.add("removed " + id); }
     * });
     * }</pre>
     */
    public interface Follower {
        /**
         * Prepares to take in what is about to be put; not told whether it is. May throw what the caller of
         * {@link LiveDocuments#put} is to receive.
         *
         * @return run when it is put, in the order of all changes; neither waits nor throws
         */
        Runnable put(String id, Object fields);

        /** A document was removed, in the order of all changes. Neither waits nor throws. */
        void removed(String id);
    }

    private final String collection;
    private final Object lock = new Object();

    /** Under the lock. */
    private final Map<String, Object> documents = new LinkedHashMap<>();

    /** Replaced under the lock. */
    private volatile List<Follower> followers = List.of();

    private LiveDocuments(String collection) {
        this.collection = collection;
    }

    /** None yet, which clients will see in this collection. */
    public static LiveDocuments in(String collection) {
        if (collection.isBlank()) {
            throw new IllegalArgumentException("LiveDocuments.in(\"\"): a collection needs a name");
        }
        return new LiveDocuments(collection);
    }

    /** The collection that clients see them in. */
    public String collection() {
        return collection;
    }

    /**
     * Adds a document, or replaces all its fields.
     *
     * @param id as clients see it
     * @param fields a {@link Map} or any object that JSON-B writes as one. Maps, collections and arrays are copied; of
     *     other objects, also within these, those that can change must not be changed any more
     * @throws IllegalArgumentException if the fields are no object
     */
    public void put(String id, Object fields) {
        Objects.requireNonNull(id, "id");
        if (!DocumentCopy.isObject(fields)) {
            throw new IllegalArgumentException("The fields of document " + id + " of " + collection
                    + " are an object: put a Map or what JSON-B writes as one, not " + DocumentCopy.nameOf(fields));
        }
        Object copy = DocumentCopy.of(fields);
        List<Follower> told;
        List<Runnable> news;
        do {
            told = followers;
            news = new ArrayList<>(told.size());
            // Outside the lock: what converts an object is the application's, and may want a lock of its own.
            for (Follower follower : told) {
                news.add(follower.put(id, copy));
            }
        } while (!replace(id, copy, told, news));
    }

    /** @return whether those who are told are still all there are */
    private boolean replace(String id, Object fields, List<Follower> told, List<Runnable> news) {
        synchronized (lock) {
            if (told != followers) {
                return false;
            }
            documents.put(id, fields);
            news.forEach(Runnable::run);
            return true;
        }
    }

    /** Removes a document, if it is there. */
    public void remove(String id) {
        synchronized (lock) {
            if (documents.remove(id) != null) {
                followers.forEach(follower -> follower.removed(id));
            }
        }
    }

    /**
     * Tells somebody of each change from now on.
     *
     * @return what there is now, by id; each is what was put, or a copy
     */
    public Map<String, Object> follow(Follower follower) {
        synchronized (lock) {
            List<Follower> more = new ArrayList<>(followers);
            more.add(follower);
            followers = List.copyOf(more);
            return new LinkedHashMap<>(documents);
        }
    }

    /** Ends it. What is being put meanwhile may have been prepared, and is not run. */
    public void unfollow(Follower follower) {
        synchronized (lock) {
            followers = followers.stream().filter(other -> other != follower).toList();
        }
    }

    @Override
    public String toString() {
        return "LiveDocuments in " + collection;
    }
}
