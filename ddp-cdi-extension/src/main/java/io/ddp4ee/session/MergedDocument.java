package io.ddp4ee.session;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.annotation.Nullable;

import io.ddp4ee.message.FieldText;
import io.ddp4ee.message.Fields;

/**
 * One document as one client sees it, through one source or several. Of a field that several give, the client sees the
 * value of the one that gave it first; Meteor's rule, which its clients know.
 *
 * <p>Nearly every document has one source: then nothing is kept here but what the source has too.
 */
final class MergedDocument {

    /** What a client is to be told of a document that it has. */
    static final class Difference {
        private final Map<String, String> changed = new LinkedHashMap<>();
        private final Set<String> cleared = new LinkedHashSet<>();

        private void change(String field, String text) {
            cleared.remove(field);
            changed.put(field, text);
        }

        private void clear(String field) {
            changed.remove(field);
            cleared.add(field);
        }

        boolean isEmpty() {
            return changed.isEmpty() && cleared.isEmpty();
        }

        Fields changed() {
            return Fields.of(changed);
        }

        List<String> cleared() {
            return List.copyOf(cleared);
        }
    }

    private static final class Value {
        private final Source source;
        private String text;

        Value(Source source, String text) {
            this.source = source;
            this.text = text;
        }
    }

    private Source single;
    private Fields fields;

    private Set<Source> sources;
    private Map<String, List<Value>> values;

    /** Those who stand for newer values than they have: what they say does not count until they have caught up. */
    private Set<Source> held = Set.of();

    MergedDocument(Source source, Fields fields) {
        this.single = source;
        this.fields = fields;
    }

    /** The only source, or null if there are several. */
    @Nullable
    Source single() {
        return single;
    }

    boolean has(Source source) {
        return single == null ? sources.contains(source) : single == source;
    }

    boolean isEmpty() {
        return single == null && sources.isEmpty();
    }

    boolean isHeld(Source source) {
        return held.contains(source);
    }

    /** @return the sources, of those that are left, that are older than the one that went */
    List<Source> holdOlderThan(Source gone) {
        List<Source> older =
                sources.stream().filter(source -> source.isOlderThan(gone)).toList();
        held = new LinkedHashSet<>(held);
        held.addAll(older);
        return older;
    }

    void release(Source source) {
        Set<Source> still = new LinkedHashSet<>(held);
        still.remove(source);
        held = still;
    }

    /** All fields as the client sees them. */
    Fields visible() {
        if (single != null) {
            return fields;
        }
        Map<String, String> visible = new LinkedHashMap<>();
        values.forEach((field, all) -> visible.put(field, all.get(0).text));
        return Fields.of(visible);
    }

    /** The only source has these fields now. */
    void replace(Fields now) {
        fields = now;
    }

    Difference add(Source source, Fields added) {
        spread();
        Difference difference = new Difference();
        sources.add(source);
        added.forEach((field, text) -> put(source, field, text, difference));
        return difference;
    }

    Difference change(Source source, Fields changed, List<String> cleared) {
        spread();
        Difference difference = new Difference();
        changed.forEach((field, text) -> put(source, field, text, difference));
        cleared.forEach(field -> clear(source, field, difference, false));
        return difference;
    }

    /**
     * Takes a source away.
     *
     * @return whether an older source now stands for newer values, which the client keeps until that has caught up
     */
    boolean remove(Source source, Difference difference) {
        spread();
        sources.remove(source);
        boolean kept = false;
        for (String field : List.copyOf(values.keySet())) {
            kept |= clear(source, field, difference, true);
        }
        return kept;
    }

    /** Brings a source's values to what it really has, after it stood for newer ones. */
    Difference correct(Source source, Fields actual) {
        Difference difference = new Difference();
        if (single != null) {
            Fields before = fields;
            fields = actual;
            actual.changedSince(before).forEach(difference::change);
            actual.clearedSince(before).forEach(difference::clear);
            return difference;
        }
        actual.forEach((field, text) -> put(source, field, text, difference));
        for (String field : List.copyOf(values.keySet())) {
            if (actual.get(field) == null) {
                clear(source, field, difference, false);
            }
        }
        return difference;
    }

    private void spread() {
        if (single == null) {
            return;
        }
        Source source = single;
        single = null;
        sources = new LinkedHashSet<>();
        sources.add(source);
        values = new LinkedHashMap<>();
        fields.forEach((field, text) -> {
            List<Value> all = new ArrayList<>(2);
            all.add(new Value(source, text));
            values.put(field, all);
        });
        fields = null;
    }

    /** A source that is alone again needs no lists. */
    void gather() {
        if (single == null && sources.size() == 1) {
            fields = visible();
            single = sources.iterator().next();
            sources = null;
            values = null;
        }
    }

    private void put(Source source, String field, String text, Difference difference) {
        List<Value> all = values.get(field);
        if (all == null) {
            all = new ArrayList<>(2);
            all.add(new Value(source, text));
            values.put(field, all);
            difference.change(field, text);
            return;
        }
        for (int i = 0; i < all.size(); i++) {
            Value value = all.get(i);
            if (value.source == source) {
                if (i == 0 && !FieldText.equal(value.text, text)) {
                    difference.change(field, text);
                }
                value.text = text;
                return;
            }
        }
        all.add(new Value(source, text));
    }

    /** @return whether the value stays, because the next source's is older */
    private boolean clear(Source source, String field, Difference difference, boolean leaving) {
        List<Value> all = values.get(field);
        if (all == null) {
            return false;
        }
        String removed = null;
        for (Iterator<Value> each = all.iterator(); each.hasNext(); ) {
            Value value = each.next();
            if (value.source == source) {
                removed = value == all.get(0) ? value.text : null;
                each.remove();
                break;
            }
        }
        if (all.isEmpty()) {
            values.remove(field);
            difference.clear(field);
        } else if (removed != null && !FieldText.equal(removed, all.get(0).text)) {
            Value next = all.get(0);
            if (leaving && next.source.isOlderThan(source)) {
                next.text = removed;
                return true;
            }
            difference.change(field, next.text);
        }
        return false;
    }
}
