package io.ddp4ee.session;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

import jakarta.annotation.Nullable;

import io.ddp4ee.PublicationStrategy;
import io.ddp4ee.document.Document;
import io.ddp4ee.message.Fields;
import io.ddp4ee.message.Outgoing;
import io.ddp4ee.message.ServerMessage.Added;
import io.ddp4ee.query.Delta;
import io.ddp4ee.query.LiveQueries;
import io.ddp4ee.query.Version;

/**
 * All documents that one client has been sent, merged from their sources: DDP's merge box. Says what to send, and knows
 * what was sent by it, as far as the strategy of the collection wants it known. Under the session's lock.
 */
final class MergeBox {

    /**
     * A source that stands for newer values than it has, in one document; or for its being gone.
     *
     * @param until it has caught up with this
     */
    record StandIn(Source source, Version until, String collection, String id) {}

    private final Map<String, CollectionView> views = new LinkedHashMap<>();
    private final Withheld withheld = new Withheld();
    private final Function<String, PublicationStrategy> strategies;
    private final Consumer<Outgoing> out;
    private final Map<LiveQueries, Departures> departures;

    /** What the client has, as long as this is not what it has. */
    private MergeBox before;

    /**
     * @param strategies by collection
     * @param out receives each message
     */
    MergeBox(Function<String, PublicationStrategy> strategies, Consumer<Outgoing> out) {
        this(strategies, out, new HashMap<>(), null);
    }

    private MergeBox(
            Function<String, PublicationStrategy> strategies,
            Consumer<Outgoing> out,
            Map<LiveQueries, Departures> departures,
            @Nullable MergeBox before) {
        this.strategies = strategies;
        this.out = out;
        this.departures = departures;
        this.before = before;
    }

    /** One that is filled anew, and will be {@link #show shown} instead of this, in which nothing happens any more. */
    MergeBox successor() {
        return new MergeBox(strategies, out, departures, this);
    }

    /** The client is told the difference from what it has. */
    void show() {
        MergeBox earlier = before;
        Set<String> collections = new LinkedHashSet<>(earlier.views.keySet());
        collections.addAll(views.keySet());
        try {
            collections.forEach(collection -> view(collection).show(earlier.views.get(collection)));
        } finally {
            before = null;
        }
        collections.forEach(this::forgetIfEmpty);
    }

    private CollectionView view(String collection) {
        CollectionView known = views.get(collection);
        if (known == null) {
            CollectionView earlier = before == null ? null : before.views.get(collection);
            known = switch (strategies.apply(collection)) {
                case SERVER_MERGE -> new MergedView(collection, departures, withheld, out, before != null);
                case NO_MERGE_MULTI -> new OwnersView(collection, out, earlier);
                case NO_MERGE -> new SentView(collection, out, earlier);
                case NO_MERGE_NO_HISTORY -> new BareView(collection, out);
            };
            views.put(collection, known);
        }
        return known;
    }

    /** But not while it knows what the client has from before. */
    private void forgetIfEmpty(String collection) {
        if (before == null && view(collection).isEmpty()) {
            views.remove(collection);
        }
    }

    void added(Source source, String collection, Document document) {
        view(collection).added(source, document, new Added(collection, document.id(), document.fields())::outgoing);
    }

    /** @return whether the source has the document */
    boolean changed(Source source, String collection, String id, Fields changed, List<String> cleared) {
        boolean has = view(collection).changed(source, id, changed, cleared);
        forgetIfEmpty(collection);
        return has;
    }

    /** @return whether the source had the document */
    boolean removed(Source source, String collection, String id) {
        boolean had = view(collection).removed(source, id);
        forgetIfEmpty(collection);
        return had;
    }

    /** What a live query's result has become. */
    List<StandIn> apply(Source source, String collection, Delta delta) {
        List<StandIn> standIns = view(collection).apply(source, delta);
        forgetIfEmpty(collection);
        return standIns;
    }

    /** Goes on when the client sees what its sources have. */
    void whenShown(Runnable action) {
        withheld.afterAll(action);
    }

    /** The same for what one source has. */
    void whenShown(Source source, Runnable action) {
        withheld.afterAll(source, action);
    }

    /** Those who wait for that, and are not told any more here. */
    List<Runnable> takeWaiting() {
        return withheld.takeWaiting();
    }

    /** Takes sources away with all their documents, in one decision. */
    List<StandIn> removeAll(List<Source> sources) {
        List<StandIn> standIns = new ArrayList<>();
        for (String collection : List.copyOf(views.keySet())) {
            standIns.addAll(view(collection).removeAll(sources));
            forgetIfEmpty(collection);
        }
        sources.forEach(withheld::removeAll);
        return standIns;
    }

    /**
     * The source has caught up.
     *
     * @param actual the document as the source has it; null if it has it no longer
     * @return as for a removal
     */
    List<StandIn> correct(StandIn standIn, @Nullable Document actual) {
        List<StandIn> others = view(standIn.collection()).correct(standIn, actual);
        forgetIfEmpty(standIn.collection());
        return others;
    }

    /** The client sees something older than what a source has, until that has caught up. */
    void stands(StandIn standIn) {
        withheld.stands(standIn);
    }

    /** Now it has, and what others have is seen then. */
    void stood(StandIn standIn, List<StandIn> others) {
        withheld.stood(standIn, others);
    }

    boolean isWithheld(StandIn standIn) {
        return withheld.contains(standIn);
    }
}
