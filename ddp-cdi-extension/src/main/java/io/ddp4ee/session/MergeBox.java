package io.ddp4ee.session;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

import jakarta.annotation.Nullable;

import io.ddp4ee.bus.Snapshot;
import io.ddp4ee.document.Document;
import io.ddp4ee.message.Fields;
import io.ddp4ee.message.ServerMessage.Added;
import io.ddp4ee.message.ServerMessage.Changed;
import io.ddp4ee.message.ServerMessage.Removed;
import io.ddp4ee.query.Delta;
import io.ddp4ee.query.DocumentChange;
import io.ddp4ee.query.LiveQueries;

/**
 * All documents that one client has been sent, merged from their sources: DDP's merge box. Says what to send, and knows
 * what was sent by it. Under the session's lock.
 */
final class MergeBox {

    /**
     * A source that stands for newer values than it has, in one document; or for its being gone.
     *
     * @param until it has caught up with this
     */
    record StandIn(Source source, Snapshot until, String collection, String id) {}

    private final Map<String, Map<String, MergedDocument>> collections = new LinkedHashMap<>();
    private final Map<LiveQueries, Departures> departures = new HashMap<>();
    private final Withheld withheld = new Withheld();
    private final Consumer<String> out;

    /** @param out receives the text of each message */
    MergeBox(Consumer<String> out) {
        this.out = out;
    }

    void added(Source source, String collection, Document document) {
        added(source, collection, document, () -> new Added(collection, document.id(), document.fields()).text());
    }

    /** @param text made only if it is right: a client that sees the document already is told what is new to it. */
    private void added(Source source, String collection, Document document, Supplier<String> text) {
        Map<String, MergedDocument> documents = collections.computeIfAbsent(collection, name -> new LinkedHashMap<>());
        MergedDocument merged = documents.get(document.id());
        if (merged == null) {
            documents.put(document.id(), new MergedDocument(source, document.fields()));
            out.accept(text.get());
        } else {
            send(collection, document.id(), merged.add(source, document.fields()));
        }
    }

    /** @return whether the source has the document */
    boolean changed(Source source, String collection, String id, Fields changed, List<String> cleared) {
        MergedDocument merged = find(collection, id);
        if (merged == null || !merged.has(source)) {
            return false;
        }
        if (merged.single() == source) {
            Fields before = merged.visible();
            merged.replace(before.with(changed, cleared));
            // In the order in which they were given, as Meteor sends them.
            List<String> gone =
                    cleared.stream().filter(name -> before.get(name) != null).toList();
            sendChanged(collection, id, changed.changedSince(before), gone);
        } else {
            send(collection, id, merged.change(source, changed, cleared));
        }
        return true;
    }

    /** What a live query's result has become. The text that all subscribers share is sent wherever it is right. */
    List<StandIn> apply(Source source, String collection, Delta delta) {
        List<StandIn> standIns = new ArrayList<>();
        for (DocumentChange change : delta.changes()) {
            MergedDocument merged = find(collection, change.id());
            boolean isStandIn = merged != null && merged.isStandIn(source);
            if (isStandIn || withheld.contains(source, collection, change.id())) {
                continue;
            }
            if (change.isAdded() && hasLeftSince(source, collection, change.id())) {
                StandIn standIn = new StandIn(source, left(source, collection, change.id()), collection, change.id());
                withheld.add(standIn);
                standIns.add(standIn);
            } else if (change.isAdded()) {
                added(source, collection, change.after(), change::text);
            } else if (change.isRemoved()) {
                removed(source, collection, change.id(), change.text(), standIns);
            } else if (merged != null && merged.single() == source) {
                merged.replace(change.after().fields());
                out.accept(change.text());
            } else if (merged != null && merged.has(source)) {
                // Not so if the view joined when its subscription had just been stopped: then nothing of it was shown.
                send(collection, change.id(), merged.change(source, change.changed(), change.cleared()));
            }
        }
        return standIns;
    }

    /** Whether the client has seen the document go in a state that is newer than what the source has. */
    private boolean hasLeftSince(Source source, String collection, String id) {
        Snapshot left = left(source, collection, id);
        return left != null && !source.version().isAtLeast(left);
    }

    @Nullable
    private Snapshot left(Source source, String collection, String id) {
        Departures known =
                source.view() == null ? null : departures.get(source.view().queries());
        return known == null ? null : known.of(collection, id);
    }

    private void noteDeparture(Source source, String collection, String id, @Nullable Snapshot stoodInUntil) {
        if (source.view() != null) {
            // Of one that has ended only what it had shown counts, for its documents need not be gone.
            Snapshot known = source.isClosed() ? source.shown() : source.version();
            boolean isNewer = stoodInUntil == null || known.isAtLeast(stoodInUntil);
            departures
                    .computeIfAbsent(source.view().queries(), Departures::new)
                    .note(collection, id, isNewer ? known : stoodInUntil);
        }
    }

    /** @return whether the source had the document */
    boolean removed(Source source, String collection, String id) {
        return removed(source, collection, id, new Removed(collection, id).text(), new ArrayList<>());
    }

    private boolean removed(Source source, String collection, String id, String text, List<StandIn> standIns) {
        MergedDocument merged = find(collection, id);
        if (merged == null || !merged.has(source)) {
            return false;
        }
        noteDeparture(source, collection, id, merged.standsInUntil(source));
        Difference difference = new Difference();
        Map<Source, Snapshot> until = merged.single() == null ? merged.remove(source, difference) : Map.of();
        if (merged.single() == source || merged.isEmpty()) {
            Map<String, MergedDocument> documents = collections.get(collection);
            documents.remove(id);
            if (documents.isEmpty()) {
                collections.remove(collection);
            }
            out.accept(text);
            return true;
        }
        send(collection, id, difference);
        until.forEach((other, version) -> standIns.add(new StandIn(other, version, collection, id)));
        merged.gather();
        return true;
    }

    /** Goes on when the client sees what its sources have. */
    void whenShown(Runnable action) {
        withheld.afterAll(action);
    }

    /** Takes a source away with all its documents. */
    List<StandIn> removeAll(Source source) {
        List<StandIn> standIns = new ArrayList<>();
        for (Map.Entry<String, Map<String, MergedDocument>> collection : List.copyOf(collections.entrySet())) {
            for (Map.Entry<String, MergedDocument> document :
                    List.copyOf(collection.getValue().entrySet())) {
                if (document.getValue().has(source)) {
                    String text = new Removed(collection.getKey(), document.getKey()).text();
                    removed(source, collection.getKey(), document.getKey(), text, standIns);
                }
            }
        }
        withheld.removeAll(source);
        return standIns;
    }

    /**
     * The source has caught up.
     *
     * @param actual the document as the source has it; null if it has it no longer
     * @return as for a removal
     */
    List<StandIn> correct(StandIn standIn, @Nullable Document actual) {
        if (withheld.contains(standIn)) {
            return show(standIn, actual);
        }
        List<StandIn> others = new ArrayList<>();
        MergedDocument merged = find(standIn.collection(), standIn.id());
        if (merged == null || !merged.isStandIn(standIn.source())) {
            return others;
        }
        if (actual != null) {
            send(
                    standIn.collection(),
                    standIn.id(),
                    merged.correct(standIn.source(), standIn.until(), actual.fields()));
        } else if (merged.isCaughtUp(standIn.source(), standIn.until())) {
            String text = new Removed(standIn.collection(), standIn.id()).text();
            removed(standIn.source(), standIn.collection(), standIn.id(), text, others);
        }
        return others;
    }

    /** It may have gone again, in a still newer state: then it is withheld still. */
    private List<StandIn> show(StandIn standIn, @Nullable Document actual) {
        if (actual != null && hasLeftSince(standIn.source(), standIn.collection(), standIn.id())) {
            Snapshot left = left(standIn.source(), standIn.collection(), standIn.id());
            StandIn again = new StandIn(standIn.source(), left, standIn.collection(), standIn.id());
            withheld.replace(standIn, again);
            return List.of(again);
        }
        if (actual != null) {
            added(standIn.source(), standIn.collection(), actual);
        }
        withheld.remove(standIn);
        return List.of();
    }

    boolean isWithheld(StandIn standIn) {
        return withheld.contains(standIn);
    }

    private MergedDocument find(String collection, String id) {
        Map<String, MergedDocument> documents = collections.get(collection);
        return documents == null ? null : documents.get(id);
    }

    private void send(String collection, String id, Difference difference) {
        sendChanged(collection, id, difference.changed(), difference.cleared());
    }

    private void sendChanged(String collection, String id, Fields changed, List<String> cleared) {
        if (!changed.isEmpty() || !cleared.isEmpty()) {
            out.accept(new Changed(collection, id, changed, cleared).text());
        }
    }
}
