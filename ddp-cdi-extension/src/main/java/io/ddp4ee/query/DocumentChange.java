package io.ddp4ee.query;

import java.util.List;

import jakarta.annotation.Nullable;

import io.ddp4ee.document.Document;
import io.ddp4ee.message.Fields;
import io.ddp4ee.message.Outgoing;
import io.ddp4ee.message.ServerMessage;
import io.ddp4ee.message.ServerMessage.Added;
import io.ddp4ee.message.ServerMessage.Changed;
import io.ddp4ee.message.ServerMessage.Removed;

/** One document that came into a result, changed in it, or left it. */
public final class DocumentChange {

    private final String id;
    private final Document before;
    private final Document after;
    private final Fields changed;
    private final List<String> cleared;
    private final ServerMessage message;
    private Outgoing outgoing;

    private DocumentChange(
            String id,
            @Nullable Document before,
            @Nullable Document after,
            Fields changed,
            List<String> cleared,
            ServerMessage message) {
        this.id = id;
        this.before = before;
        this.after = after;
        this.changed = changed;
        this.cleared = cleared;
        this.message = message;
    }

    static DocumentChange added(String collection, Document document) {
        Added message = new Added(collection, document.id(), document.fields());
        return new DocumentChange(document.id(), null, document, document.fields(), List.of(), message);
    }

    /** Null if nothing has changed. */
    @Nullable
    static DocumentChange between(String collection, Document before, Document document) {
        Fields changed = document.fields().changedSince(before.fields());
        List<String> cleared = document.fields().clearedSince(before.fields());
        if (changed.isEmpty() && cleared.isEmpty()) {
            return null;
        }
        Changed message = new Changed(collection, document.id(), changed, cleared);
        return new DocumentChange(document.id(), before, document, changed, cleared, message);
    }

    static DocumentChange removed(String collection, Document before) {
        Removed message = new Removed(collection, before.id());
        return new DocumentChange(before.id(), before, null, Fields.NONE, List.of(), message);
    }

    public String id() {
        return id;
    }

    /** The document as it was; null if it has come. */
    @Nullable
    public Document before() {
        return before;
    }

    /** The document as it is now; null if it has left. */
    @Nullable
    public Document after() {
        return after;
    }

    public boolean isAdded() {
        return message instanceof Added;
    }

    public boolean isRemoved() {
        return after == null;
    }

    /** The fields that are new or different. */
    public Fields changed() {
        return changed;
    }

    /** The names of the fields that are gone. */
    public List<String> cleared() {
        return cleared;
    }

    /** The message for a session that sees the document through this query only. */
    public Outgoing outgoing() {
        if (outgoing == null) {
            outgoing = message.outgoing();
        }
        return outgoing;
    }
}
