package io.ddp4ee.session;

import java.util.ArrayList;
import java.util.Collection;
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
     * A source that stands for newer values than it has in one document, or whose document is kept back because it is
     * older than what the client has seen.
     *
     * @param until it has caught up with this
     * @param isKeptBack whether the client is not shown the document
     */
    record StandIn(Source source, Snapshot until, String collection, String id, boolean isKeptBack) {}

    private final Map<String, Map<String, MergedDocument>> collections = new LinkedHashMap<>();
    private final Departed departed = new Departed();
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
            Fields after = before.with(changed, cleared);
            merged.replace(after);
            sendChanged(collection, id, after.changedSince(before), after.clearedSince(before));
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
            if (merged != null && merged.isStandIn(source)) {
                continue;
            }
            Snapshot newer =
                    change.isAdded() && merged == null ? departed.newerThan(source, collection, change.id()) : null;
            if (newer != null) {
                standIns.add(new StandIn(source, newer, collection, change.id(), true));
            } else if (change.isAdded()) {
                added(source, collection, change.after(), change::text);
            } else if (change.isRemoved()) {
                removed(source, collection, change.id(), change.text(), source.version(), standIns);
            } else if (merged != null && merged.single() == source) {
                merged.replace(change.after().fields());
                out.accept(change.text());
            } else if (merged != null && merged.has(source)) {
                send(collection, change.id(), merged.change(source, change.changed(), change.cleared()));
            }
        }
        return standIns;
    }

    /** @return whether the source had the document */
    boolean removed(Source source, String collection, String id) {
        return removed(source, collection, id, new Removed(collection, id).text(), null, new ArrayList<>());
    }

    /** @param known as of when it is gone, or as of when the client has seen it */
    private boolean removed(
            Source source,
            String collection,
            String id,
            String text,
            @Nullable Snapshot known,
            List<StandIn> standIns) {
        MergedDocument merged = find(collection, id);
        if (merged == null || !merged.has(source)) {
            return false;
        }
        Difference difference = new Difference();
        Snapshot stoodInUntil = merged.standsInUntil(source);
        Map<Source, Snapshot> until = merged.single() == null ? merged.remove(source, difference) : Map.of();
        if (merged.single() == source || merged.isEmpty()) {
            Map<String, MergedDocument> documents = collections.get(collection);
            documents.remove(id);
            if (documents.isEmpty()) {
                collections.remove(collection);
            }
            departed.add(source, collection, id, known);
            departed.add(source, collection, id, stoodInUntil);
            out.accept(text);
            return true;
        }
        send(collection, id, difference);
        until.forEach((other, version) -> standIns.add(new StandIn(other, version, collection, id, false)));
        merged.gather();
        return true;
    }

    /** Takes a source away with all its documents. */
    List<StandIn> removeAll(Source source) {
        List<StandIn> standIns = new ArrayList<>();
        for (Map.Entry<String, Map<String, MergedDocument>> collection : List.copyOf(collections.entrySet())) {
            for (Map.Entry<String, MergedDocument> document :
                    List.copyOf(collection.getValue().entrySet())) {
                if (document.getValue().has(source)) {
                    String text = new Removed(collection.getKey(), document.getKey()).text();
                    removed(source, collection.getKey(), document.getKey(), text, source.shown(), standIns);
                }
            }
        }
        return standIns;
    }

    /**
     * The source has caught up.
     *
     * @param actual the document as the source has it; null if it has it no longer
     * @return as for a removal
     */
    List<StandIn> correct(StandIn standIn, @Nullable Document actual) {
        MergedDocument merged = find(standIn.collection(), standIn.id());
        List<StandIn> others = new ArrayList<>();
        if (actual != null && (merged == null || !merged.has(standIn.source()))) {
            addKeptBack(standIn, merged, actual, others);
            return others;
        }
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
            removed(
                    standIn.source(),
                    standIn.collection(),
                    standIn.id(),
                    text,
                    standIn.source().version(),
                    others);
        }
        return others;
    }

    private void addKeptBack(StandIn standIn, @Nullable MergedDocument merged, Document actual, List<StandIn> others) {
        Snapshot newer =
                merged == null ? departed.newerThan(standIn.source(), standIn.collection(), standIn.id()) : null;
        if (newer == null) {
            added(standIn.source(), standIn.collection(), actual);
        } else {
            others.add(new StandIn(standIn.source(), newer, standIn.collection(), standIn.id(), true));
        }
    }

    boolean hasDeparted() {
        return !departed.isEmpty();
    }

    /** @param sources all that the client has of these queries */
    void forgetDeparted(LiveQueries queries, Collection<Source> sources) {
        departed.forget(queries, sources);
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
