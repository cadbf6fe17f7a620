package io.ddp4ee.session;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

import jakarta.annotation.Nullable;

import io.ddp4ee.document.Document;
import io.ddp4ee.message.Fields;
import io.ddp4ee.message.Outgoing;
import io.ddp4ee.message.ServerMessage.Changed;
import io.ddp4ee.message.ServerMessage.Removed;
import io.ddp4ee.session.MergeBox.StandIn;

/** Nothing is remembered: {@code NO_MERGE_NO_HISTORY}. */
record BareView(String collection, Consumer<Outgoing> out) implements CollectionView {

    @Override
    public void added(Source source, Document document, Supplier<Outgoing> message) {
        out.accept(message.get());
    }

    @Override
    public boolean changed(Source source, String id, Fields changed, List<String> cleared) {
        if (!changed.isEmpty() || !cleared.isEmpty()) {
            out.accept(new Changed(collection, id, changed, cleared).outgoing());
        }
        return true;
    }

    @Override
    public boolean removed(Source source, String id) {
        out.accept(new Removed(collection, id).outgoing());
        return true;
    }

    @Override
    public List<StandIn> removeAll(List<Source> sources) {
        return List.of();
    }

    @Override
    public void show(@Nullable CollectionView before) {
        // It has been shown as it came.
    }

    @Override
    public boolean isEmpty() {
        return true;
    }
}
