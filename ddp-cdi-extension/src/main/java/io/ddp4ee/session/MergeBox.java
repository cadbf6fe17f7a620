package io.ddp4ee.session;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import jakarta.annotation.Nullable;

import io.ddp4ee.document.Document;
import io.ddp4ee.message.Fields;
import io.ddp4ee.message.ServerMessage.Added;
import io.ddp4ee.message.ServerMessage.Changed;
import io.ddp4ee.message.ServerMessage.Removed;
import io.ddp4ee.query.Delta;
import io.ddp4ee.query.DocumentChange;
import io.ddp4ee.session.MergedDocument.Difference;

/**
 * All documents that one client has been sent, merged from their sources: DDP's merge box. Says what to send, and knows
 * what was sent by it. Under the session's lock.
 */
final class MergeBox {

    /** A source that stands for newer values than it has, in one document. */
    record Kept(Source source, Source from, String collection, String id) {}

    private final Map<String, Map<String, MergedDocument>> collections = new LinkedHashMap<>();
    private final Consumer<String> out;

    /** @param out receives the text of each message */
    MergeBox(Consumer<String> out) {
        this.out = out;
    }

    void added(Source source, String collection, Document document) {
        added(source, collection, document, new Added(collection, document.id(), document.fields()).text());
    }

    private void added(Source source, String collection, Document document, String text) {
        Map<String, MergedDocument> documents = collections.computeIfAbsent(collection, name -> new LinkedHashMap<>());
        MergedDocument merged = documents.get(document.id());
        if (merged == null) {
            documents.put(document.id(), new MergedDocument(source, document.fields()));
            out.accept(text);
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
    List<Kept> apply(Source source, String collection, Delta delta) {
        List<Kept> kept = new ArrayList<>();
        for (DocumentChange change : delta.changes()) {
            MergedDocument merged = find(collection, change.id());
            if (merged != null && merged.isHeld(source)) {
                continue;
            }
            if (change.isAdded()) {
                added(source, collection, change.after(), change.text());
            } else if (change.isRemoved()) {
                removed(source, collection, change.id(), change.text(), kept);
            } else if (merged != null && merged.single() == source) {
                merged.replace(change.after().fields());
                out.accept(change.text());
            } else if (merged != null && merged.has(source)) {
                send(collection, change.id(), merged.change(source, change.changed(), change.cleared()));
            }
        }
        return kept;
    }

    /** @return whether the source had the document */
    boolean removed(Source source, String collection, String id) {
        return removed(source, collection, id, new Removed(collection, id).text(), new ArrayList<>());
    }

    private boolean removed(Source source, String collection, String id, String text, List<Kept> kept) {
        MergedDocument merged = find(collection, id);
        if (merged == null || !merged.has(source)) {
            return false;
        }
        Difference difference = new Difference();
        boolean keeps = merged.single() == null && merged.remove(source, difference);
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
        if (keeps) {
            merged.holdOlderThan(source).forEach(other -> kept.add(new Kept(other, source, collection, id)));
        }
        merged.gather();
        return true;
    }

    /** Takes a source away with all its documents. */
    List<Kept> removeAll(Source source) {
        List<Kept> kept = new ArrayList<>();
        for (Map.Entry<String, Map<String, MergedDocument>> collection : List.copyOf(collections.entrySet())) {
            for (Map.Entry<String, MergedDocument> document :
                    List.copyOf(collection.getValue().entrySet())) {
                if (document.getValue().has(source)) {
                    String text = new Removed(collection.getKey(), document.getKey()).text();
                    removed(source, collection.getKey(), document.getKey(), text, kept);
                }
            }
        }
        return kept;
    }

    /** The source has caught up with what it stood for; null if it has the document no longer. */
    void correct(Kept kept, @Nullable Document actual) {
        MergedDocument merged = find(kept.collection(), kept.id());
        if (merged == null || !merged.isHeld(kept.source())) {
            return;
        }
        merged.release(kept.source());
        if (actual == null) {
            removed(kept.source(), kept.collection(), kept.id());
        } else {
            send(kept.collection(), kept.id(), merged.correct(kept.source(), actual.fields()));
        }
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
