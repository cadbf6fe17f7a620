package io.ddp4ee.session;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

import jakarta.annotation.Nullable;

import io.ddp4ee.document.Document;
import io.ddp4ee.message.FieldText;
import io.ddp4ee.message.Fields;
import io.ddp4ee.message.Outgoing;
import io.ddp4ee.message.ServerMessage.Added;
import io.ddp4ee.message.ServerMessage.Changed;
import io.ddp4ee.message.ServerMessage.Removed;
import io.ddp4ee.query.Delta;
import io.ddp4ee.query.DocumentChange;
import io.ddp4ee.query.LiveQueries;
import io.ddp4ee.query.Version;
import io.ddp4ee.session.MergeBox.StandIn;

/** Merged field by field: the client is told what it does not know, and nothing older than what it does. */
final class MergedView implements CollectionView {

    private final String collection;
    private final Map<LiveQueries, Departures> departures;
    private final Withheld withheld;
    private final Consumer<Outgoing> out;
    private final Map<String, MergedDocument> documents = new LinkedHashMap<>();

    /** The client has not been told. */
    private boolean held;

    MergedView(
            String collection,
            Map<LiveQueries, Departures> departures,
            Withheld withheld,
            Consumer<Outgoing> out,
            boolean held) {
        this.collection = collection;
        this.departures = departures;
        this.withheld = withheld;
        this.out = out;
        this.held = held;
    }

    private void tell(Supplier<Outgoing> message) {
        if (!held) {
            out.accept(message.get());
        }
    }

    @Override
    public void added(Source source, Document document, Supplier<Outgoing> message) {
        MergedDocument merged = documents.get(document.id());
        if (merged == null) {
            documents.put(document.id(), new MergedDocument(source, document.fields()));
            tell(message);
        } else {
            tell(document.id(), merged.add(source, document.fields()));
        }
    }

    @Override
    public boolean changed(Source source, String id, Fields changed, List<String> cleared) {
        MergedDocument merged = documents.get(id);
        if (merged == null || !merged.has(source)) {
            return false;
        }
        if (merged.single() == source) {
            Fields before = merged.visible();
            merged.replace(before.with(changed, cleared));
            // In the order in which they were given, as Meteor sends them.
            List<String> gone =
                    cleared.stream().filter(name -> before.get(name) != null).toList();
            tellChanged(id, changed.changedSince(before), gone);
        } else {
            tell(id, merged.change(source, changed, cleared));
        }
        return true;
    }

    /** The message that all subscribers share is sent wherever it is right. */
    @Override
    public List<StandIn> apply(Source source, Delta delta) {
        List<StandIn> standIns = new ArrayList<>();
        for (DocumentChange change : delta.changes()) {
            MergedDocument merged = documents.get(change.id());
            boolean isStandIn = merged != null && merged.isStandIn(source);
            if (isStandIn || withheld.contains(source, collection, change.id())) {
                continue;
            }
            if (change.isAdded() && hasLeftSince(source, change.id())) {
                StandIn standIn = new StandIn(source, left(source, change.id()), collection, change.id());
                withheld.add(standIn);
                standIns.add(standIn);
            } else if (change.isAdded()) {
                added(source, change.after(), change::outgoing);
            } else if (change.isRemoved()) {
                removed(source, change.id(), change::outgoing, standIns);
            } else if (merged != null && merged.single() == source) {
                merged.replace(change.after().fields());
                tell(change::outgoing);
            } else if (merged != null && merged.has(source)) {
                // Not so if the view joined when its subscription had just been stopped: then nothing of it was shown.
                tell(change.id(), merged.change(source, change.changed(), change.cleared()));
            }
        }
        return standIns;
    }

    /** Whether the client has seen the document go in a state that is newer than what the source has. */
    private boolean hasLeftSince(Source source, String id) {
        Version left = left(source, id);
        return left != null && !source.isAtLeast(left);
    }

    @Nullable
    private Version left(Source source, String id) {
        Departures known =
                source.view() == null ? null : departures.get(source.view().queries());
        return known == null ? null : known.of(collection, id);
    }

    private void noteDeparture(Source source, String id, @Nullable Version stoodInUntil) {
        if (source.view() != null) {
            // Of one that has ended only what it had shown counts, for its documents need not be gone.
            Version known = source.isClosed() ? source.shown() : source.version();
            departures
                    .computeIfAbsent(source.view().queries(), Departures::new)
                    .note(collection, id, stoodInUntil == null ? known : known.with(stoodInUntil));
        }
    }

    @Override
    public boolean removed(Source source, String id) {
        return removed(source, id, new Removed(collection, id)::outgoing, new ArrayList<>());
    }

    private boolean removed(Source source, String id, Supplier<Outgoing> message, List<StandIn> standIns) {
        MergedDocument merged = documents.get(id);
        if (merged == null || !merged.has(source)) {
            return false;
        }
        noteDeparture(source, id, merged.standsInUntil(source));
        Difference difference = new Difference();
        Map<Source, Version> until = merged.single() == null ? merged.remove(source, difference) : Map.of();
        if (merged.single() == source || merged.isEmpty()) {
            documents.remove(id);
            tell(message);
            return true;
        }
        tell(id, difference);
        until.forEach((other, version) -> standIns.add(new StandIn(other, version, collection, id)));
        merged.gather();
        return true;
    }

    @Override
    public List<StandIn> removeAll(List<Source> sources) {
        List<StandIn> standIns = new ArrayList<>();
        for (Map.Entry<String, MergedDocument> document : List.copyOf(documents.entrySet())) {
            List<Source> gone =
                    sources.stream().filter(document.getValue()::has).toList();
            Supplier<Outgoing> message = new Removed(collection, document.getKey())::outgoing;
            if (gone.size() == 1) {
                removed(gone.get(0), document.getKey(), message, standIns);
            } else if (!gone.isEmpty()) {
                removedTogether(gone, document.getKey(), message, standIns);
            }
        }
        // Of those that stood in for each other none is left to catch up.
        standIns.removeIf(standIn -> sources.contains(standIn.source()));
        return standIns;
    }

    /** The client is told what has become of the document when all have gone, and nothing of what it was in between. */
    private void removedTogether(List<Source> gone, String id, Supplier<Outgoing> message, List<StandIn> standIns) {
        Fields before = documents.get(id).visible();
        boolean heldBefore = held;
        held = true;
        try {
            gone.forEach(source -> removed(source, id, message, standIns));
        } finally {
            held = heldBefore;
        }
        MergedDocument left = documents.get(id);
        if (left == null) {
            tell(message);
        } else {
            tell(id, difference(before, left.visible()));
        }
    }

    @Override
    public List<StandIn> correct(StandIn standIn, @Nullable Document actual) {
        if (withheld.contains(standIn)) {
            return showWithheld(standIn, actual);
        }
        List<StandIn> others = new ArrayList<>();
        MergedDocument merged = documents.get(standIn.id());
        if (merged == null || !merged.isStandIn(standIn.source())) {
            return others;
        }
        if (actual != null) {
            tell(standIn.id(), merged.correct(standIn.source(), standIn.until(), actual.fields()));
        } else if (merged.isCaughtUp(standIn.source(), standIn.until())) {
            removed(standIn.source(), standIn.id(), new Removed(collection, standIn.id())::outgoing, others);
        }
        return others;
    }

    /** It may have gone again, in a still newer state: then it is withheld still. */
    private List<StandIn> showWithheld(StandIn standIn, @Nullable Document actual) {
        if (actual != null && hasLeftSince(standIn.source(), standIn.id())) {
            StandIn again =
                    new StandIn(standIn.source(), left(standIn.source(), standIn.id()), collection, standIn.id());
            withheld.replace(standIn, again);
            return List.of(again);
        }
        if (actual != null) {
            added(standIn.source(), actual, new Added(collection, actual.id(), actual.fields())::outgoing);
        }
        withheld.remove(standIn);
        return List.of();
    }

    /** In Meteor's order, of documents and of fields: what was there in the order in which it was, then what is new. */
    @Override
    public void show(@Nullable CollectionView before) {
        held = false;
        Map<String, MergedDocument> earlier = before == null ? Map.of() : ((MergedView) before).documents;
        earlier.forEach((id, document) -> {
            MergedDocument now = documents.get(id);
            if (now == null) {
                out.accept(new Removed(collection, id).outgoing());
            } else {
                tell(id, difference(document.visible(), now.visible()));
            }
        });
        documents.forEach((id, document) -> {
            if (!earlier.containsKey(id)) {
                out.accept(new Added(collection, id, document.visible()).outgoing());
            }
        });
    }

    private static Difference difference(Fields before, Fields now) {
        Difference difference = new Difference();
        before.forEach((field, text) -> {
            if (now.get(field) == null) {
                difference.clear(field);
            } else if (!FieldText.equal(text, now.get(field))) {
                difference.change(field, now.get(field));
            }
        });
        now.forEach((field, text) -> {
            if (before.get(field) == null) {
                difference.change(field, text);
            }
        });
        return difference;
    }

    @Override
    public boolean isEmpty() {
        return documents.isEmpty();
    }

    private void tell(String id, Difference difference) {
        tellChanged(id, difference.changed(), difference.cleared());
    }

    private void tellChanged(String id, Fields changed, List<String> cleared) {
        if (!changed.isEmpty() || !cleared.isEmpty()) {
            tell(new Changed(collection, id, changed, cleared)::outgoing);
        }
    }
}
