package io.ddp4ee.session;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

import io.ddp4ee.session.MergeBox.StandIn;

/** The documents that queries have and that one client is not shown yet, and who waits for them. Under the session's lock. */
final class KeptBack {

    private record Key(Source source, String collection, String id) {}

    private record Waiter(Set<Key> missing, Runnable action) {}

    private final Set<Key> documents = new HashSet<>();
    private final List<Waiter> waiters = new ArrayList<>();

    private static Key key(StandIn standIn) {
        return new Key(standIn.source(), standIn.collection(), standIn.id());
    }

    void add(StandIn standIn) {
        documents.add(key(standIn));
    }

    /** The document is shown, or it is gone. */
    void remove(StandIn standIn) {
        removeIf(key(standIn)::equals);
    }

    /** The source has gone with all that it had. */
    void forget(Source source) {
        removeIf(key -> key.source() == source);
    }

    private void removeIf(Predicate<Key> isGone) {
        if (!documents.removeIf(isGone)) {
            return;
        }
        List<Waiter> satisfied = new ArrayList<>();
        for (Iterator<Waiter> all = waiters.iterator(); all.hasNext(); ) {
            Waiter waiter = all.next();
            waiter.missing().removeIf(isGone);
            if (waiter.missing().isEmpty()) {
                all.remove();
                satisfied.add(waiter);
            }
        }
        satisfied.forEach(waiter -> waiter.action().run());
    }

    /** Goes on when all that is kept back now is shown: at once if nothing is. */
    void await(Runnable action) {
        if (documents.isEmpty()) {
            action.run();
        } else {
            waiters.add(new Waiter(new HashSet<>(documents), action));
        }
    }
}
