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

/**
 * Whose each document is, and not what is in it: {@code NO_MERGE_MULTI}. Of another that comes instead of this the client
 * is told as it comes, because a difference is not known.
 */
final class OwnersView implements CollectionView {

    private final String collection;
    private final Consumer<Outgoing> out;
    private final Map<String, Set<Source>> owners = new LinkedHashMap<>();

    /** What the client has from before, and has not been added here, or removed. */
    private final Set<String> left;

    /** @param before what this comes instead of; null for nothing */
    OwnersView(String collection, Consumer<Outgoing> out, @Nullable CollectionView before) {
        this.collection = collection;
        this.out = out;
        this.left = before == null ? new LinkedHashSet<>() : new LinkedHashSet<>(((OwnersView) before).owners.keySet());
    }

    @Override
    public void added(Source source, Document document, Supplier<Outgoing> message) {
        Set<Source> all = owners.get(document.id());
        boolean isKnown = all != null || left.contains(document.id());
        if (all == null) {
            all = new LinkedHashSet<>(2);
            owners.put(document.id(), all);
            left.remove(document.id());
        }
        all.add(source);
        if (isKnown) {
            tellChanged(document.id(), document.fields(), List.of());
        } else {
            out.accept(message.get());
        }
    }

    @Override
    public boolean changed(Source source, String id, Fields changed, List<String> cleared) {
        boolean has = owners.getOrDefault(id, Set.of()).contains(source);
        if (has) {
            tellChanged(id, changed, cleared);
        }
        return has;
    }

    private void tellChanged(String id, Fields changed, List<String> cleared) {
        if (!changed.isEmpty() || !cleared.isEmpty()) {
            out.accept(new Changed(collection, id, changed, cleared).outgoing());
        }
    }

    @Override
    public boolean removed(Source source, String id) {
        Set<Source> all = owners.get(id);
        if (all == null || !all.remove(source)) {
            return false;
        }
        if (all.isEmpty()) {
            owners.remove(id);
            out.accept(new Removed(collection, id).outgoing());
        }
        return true;
    }

    @Override
    public List<StandIn> removeAll(List<Source> sources) {
        List.copyOf(owners.keySet()).forEach(id -> sources.forEach(source -> removed(source, id)));
        return List.of();
    }

    @Override
    public void show(@Nullable CollectionView before) {
        left.forEach(id -> out.accept(new Removed(collection, id).outgoing()));
        left.clear();
    }

    @Override
    public boolean isEmpty() {
        return owners.isEmpty();
    }
}
