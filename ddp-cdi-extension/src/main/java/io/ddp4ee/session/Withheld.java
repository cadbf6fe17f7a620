package io.ddp4ee.session;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.ddp4ee.session.MergeBox.StandIn;

/**
 * Documents that sources have and do not show, because the client has seen them go in a newer state, and those of which it
 * is shown something else until a source has caught up. Under the session's lock.
 */
final class Withheld {

    private record Place(Source source, String collection, String id) {}

    private record Wait(Set<StandIn> left, Runnable action) {}

    private final Map<Place, StandIn> documents = new LinkedHashMap<>();
    private final Set<StandIn> standing = new HashSet<>(0);
    private final List<Wait> waits = new ArrayList<>(0);

    void add(StandIn standIn) {
        documents.put(new Place(standIn.source(), standIn.collection(), standIn.id()), standIn);
    }

    boolean contains(Source source, String collection, String id) {
        return !documents.isEmpty() && documents.containsKey(new Place(source, collection, id));
    }

    boolean contains(StandIn standIn) {
        return documents.containsValue(standIn);
    }

    /** The client is shown what another source had, for as long as this one has not caught up. */
    void stands(StandIn standIn) {
        if (!contains(standIn)) {
            standing.add(standIn);
        }
    }

    /** It has caught up, and others are to: who waits goes on waiting for those. */
    void stood(StandIn standIn, List<StandIn> others) {
        if (standing.remove(standIn)) {
            waits.stream().filter(wait -> wait.left().contains(standIn)).forEach(wait -> wait.left()
                    .addAll(others));
            end(Set.of(standIn));
        }
    }

    /** The source has caught up, and is to catch up with still more: who waits goes on waiting. */
    void replace(StandIn standIn, StandIn again) {
        add(again);
        waits.stream().filter(wait -> wait.left().remove(standIn)).forEach(wait -> wait.left()
                .add(again));
    }

    /** The source has caught up, and shows the document if it has it still. */
    void remove(StandIn standIn) {
        documents.values().remove(standIn);
        end(Set.of(standIn));
    }

    void removeAll(Source source) {
        Set<StandIn> gone = new HashSet<>(documents.values());
        gone.removeIf(standIn -> standIn.source() != source);
        documents.values().removeAll(gone);
        standing.stream().filter(standIn -> standIn.source() == source).forEach(gone::add);
        standing.removeAll(gone);
        end(gone);
    }

    private void end(Set<StandIn> gone) {
        waits.forEach(wait -> wait.left().removeAll(gone));
        List<Wait> over = waits.stream().filter(wait -> wait.left().isEmpty()).toList();
        waits.removeAll(over);
        over.forEach(wait -> wait.action().run());
    }

    /** Those who wait, and are not told any more here. */
    List<Runnable> takeWaiting() {
        List<Runnable> actions = waits.stream().map(Wait::action).toList();
        waits.clear();
        return actions;
    }

    /** Goes on when the last of those is shown that are withheld now, or is not to be shown any more. */
    void afterAll(Runnable action) {
        Set<StandIn> left = new HashSet<>(documents.values());
        left.addAll(standing);
        if (left.isEmpty()) {
            action.run();
        } else {
            waits.add(new Wait(left, action));
        }
    }
}
