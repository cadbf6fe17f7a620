package io.ddp4ee.session;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

import jakarta.annotation.Nullable;

import io.ddp4ee.document.Document;
import io.ddp4ee.message.Fields;
import io.ddp4ee.message.Outgoing;
import io.ddp4ee.message.ServerMessage.Changed;
import io.ddp4ee.message.ServerMessage.Removed;
import io.ddp4ee.session.MergeBox.StandIn;

/** What each source has sent, so that it can be removed with it: {@code NO_MERGE}. */
final class SentView implements CollectionView {

    private final String collection;
    private final Consumer<Outgoing> out;
    private final Map<Source, Set<String>> sent = new LinkedHashMap<>();

    /** What the client has from before, and has not been added here. */
    private final Set<String> left = new LinkedHashSet<>();

    /** @param before what this comes instead of; null for nothing */
    SentView(String collection, Consumer<Outgoing> out, @Nullable CollectionView before) {
        this.collection = collection;
        this.out = out;
        if (before != null) {
            ((SentView) before).sent.values().forEach(left::addAll);
        }
    }

    @Override
    public void added(Source source, Document document, Supplier<Outgoing> message) {
        sent.computeIfAbsent(source, first -> new LinkedHashSet<>()).add(document.id());
        left.remove(document.id());
        out.accept(message.get());
    }

    @Override
    public boolean changed(Source source, String id, Fields changed, List<String> cleared) {
        boolean has = sent.getOrDefault(source, Set.of()).contains(id);
        if (has && (!changed.isEmpty() || !cleared.isEmpty())) {
            out.accept(new Changed(collection, id, changed, cleared).outgoing());
        }
        return has;
    }

    @Override
    public boolean removed(Source source, String id) {
        Set<String> all = sent.getOrDefault(source, new LinkedHashSet<>(0));
        boolean had = all.remove(id);
        if (had) {
            out.accept(new Removed(collection, id).outgoing());
        }
        if (all.isEmpty()) {
            sent.remove(source);
        }
        return had;
    }

    @Override
    public List<StandIn> removeAll(List<Source> sources) {
        for (Source source : sources) {
            List.copyOf(sent.getOrDefault(source, Set.of())).forEach(id -> removed(source, id));
        }
        return List.of();
    }

    @Override
    public void show(@Nullable CollectionView before) {
        left.forEach(id -> out.accept(new Removed(collection, id).outgoing()));
        left.clear();
    }

    @Override
    public boolean isEmpty() {
        return sent.isEmpty();
    }
}
