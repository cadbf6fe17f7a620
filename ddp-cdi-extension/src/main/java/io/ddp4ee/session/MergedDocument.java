package io.ddp4ee.session;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.annotation.Nullable;

import io.ddp4ee.message.FieldText;
import io.ddp4ee.message.Fields;
import io.ddp4ee.query.Version;

/**
 * One document as one client sees it, through one source or several. Of a field that several give, the client sees the
 * value of the one that gave it first; Meteor's rule, which its clients know.
 *
 * <p>When a source goes, the next may be older, because its query has still to run again. It then stands in for the values
 * that went, and what it says itself does not count until it has caught up with them.
 *
 * <p>Nearly every document has one source: then nothing is kept here but what the source has too.
 */
final class MergedDocument {

    /** A source's value of one field. */
    private static final class Value {
        private final Source source;
        private String text;

        /** As of when, if that is not as new as the source. */
        private Version asOf;

        Value(Source source, String text) {
            this.source = source;
            this.text = text;
        }

        /** As of when the client has seen it, if it has. */
        Version seen() {
            return asOf != null ? asOf : source.shown();
        }

        boolean isOlderThan(Value gone) {
            if (!source.isComparableTo(gone.source)) {
                return false;
            }
            return asOf != null ? !asOf.isAtLeast(gone.seen()) : !source.isAtLeast(gone.seen());
        }

        void standInFor(Value gone) {
            text = gone.text;
            asOf = gone.seen();
        }
    }

    private Source single;
    private Fields fields;

    private Set<Source> sources;
    private Map<String, List<Value>> values;

    /** The sources that stand in for newer values, and up to when each has to catch up. */
    private final Map<Source, Version> standIns = new HashMap<>(0);

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

    boolean isStandIn(Source source) {
        return standIns.containsKey(source);
    }

    /** Up to when the source has to catch up; null if it stands in for nothing. */
    @Nullable
    Version standsInUntil(Source source) {
        return standIns.get(source);
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

    /** Of a source that has the document already, what it has stays: as with Meteor, only {@link #change} changes it. */
    Difference add(Source source, Fields added) {
        spread();
        Difference difference = new Difference();
        sources.add(source);
        added.forEach((field, text) -> {
            if (find(source, field) == null) {
                put(source, field, text, difference);
            }
        });
        return difference;
    }

    Difference change(Source source, Fields changed, List<String> cleared) {
        spread();
        Difference difference = new Difference();
        changed.forEach((field, text) -> put(source, field, text, difference));
        for (String field : cleared) {
            Value gone = take(source, field);
            if (gone != null) {
                show(field, gone, difference);
            }
        }
        return difference;
    }

    /**
     * Takes a source away.
     *
     * @param difference receives what the client is to be told
     * @return the sources that stand in for newer values now, and up to when they have to catch up
     */
    Map<Source, Version> remove(Source source, Difference difference) {
        spread();
        sources.remove(source);
        standIns.remove(source);
        Set<Source> older = new LinkedHashSet<>();
        for (String field : List.copyOf(values.keySet())) {
            Value gone = take(source, field);
            if (gone == null) {
                continue;
            }
            List<Value> left = values.get(field);
            boolean stays = left != null
                    && !FieldText.equal(gone.text, left.get(0).text)
                    && left.get(0).isOlderThan(gone);
            if (stays) {
                // All that are older: the second would be shown when the first has caught up and gone.
                left.stream().filter(value -> value.isOlderThan(gone)).forEach(value -> {
                    value.standInFor(gone);
                    older.add(value.source);
                });
            } else {
                show(field, gone, difference);
            }
        }
        return standIn(older);
    }

    private Map<Source, Version> standIn(Set<Source> older) {
        Map<Source, Version> until = new LinkedHashMap<>();
        for (List<Value> all : values.values()) {
            for (Value value : all) {
                if (older.contains(value.source)) {
                    value.asOf = value.seen();
                    until.merge(value.source, value.asOf, Version::with);
                }
            }
        }
        standIns.putAll(until);
        return until;
    }

    /**
     * Brings a source's values to what it really has, if it has caught up with all that it stood in for.
     *
     * @param until what it has caught up with
     */
    Difference correct(Source source, Version until, Fields actual) {
        Difference difference = new Difference();
        if (isCaughtUp(source, until)) {
            standIns.remove(source);
            for (String field : List.copyOf(values.keySet())) {
                Value gone = actual.get(field) == null ? take(source, field) : null;
                if (gone != null) {
                    show(field, gone, difference);
                }
            }
            actual.forEach((field, text) -> put(source, field, text, difference));
            gather();
        }
        return difference;
    }

    /** Whether the source stands in for nothing that is newer than this. */
    boolean isCaughtUp(Source source, Version until) {
        return until.equals(standIns.get(source));
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
        fields.forEach((field, text) -> values.put(field, listOf(new Value(source, text))));
        fields = null;
    }

    /** A source that is alone again, and as new as its values, needs no lists. */
    void gather() {
        if (single == null && sources.size() == 1 && standIns.isEmpty()) {
            fields = visible();
            single = sources.iterator().next();
            sources = null;
            values = null;
        }
    }

    private static List<Value> listOf(Value value) {
        List<Value> list = new ArrayList<>(2);
        list.add(value);
        return list;
    }

    private void put(Source source, String field, String text, Difference difference) {
        List<Value> all = values.get(field);
        if (all == null) {
            values.put(field, listOf(new Value(source, text)));
            difference.change(field, text);
            return;
        }
        Value own = find(source, field);
        if (own == null) {
            all.add(new Value(source, text));
            return;
        }
        if (own == all.get(0) && !FieldText.equal(own.text, text)) {
            difference.change(field, text);
        }
        own.text = text;
        own.asOf = null;
    }

    @Nullable
    private Value find(Source source, String field) {
        for (Value value : values.getOrDefault(field, List.of())) {
            if (value.source == source) {
                return value;
            }
        }
        return null;
    }

    /** Takes a source's value out of a field; null if it has none, or another's is what the client sees. */
    @Nullable
    private Value take(Source source, String field) {
        List<Value> all = values.get(field);
        if (all == null) {
            return null;
        }
        Value visible = all.get(0);
        all.removeIf(value -> value.source == source);
        if (all.isEmpty()) {
            values.remove(field);
        }
        return visible.source == source ? visible : null;
    }

    /** The value that the client saw is gone. */
    private void show(String field, Value gone, Difference difference) {
        List<Value> left = values.get(field);
        if (left == null) {
            difference.clear(field);
        } else if (!FieldText.equal(gone.text, left.get(0).text)) {
            difference.change(field, left.get(0).text);
        }
    }
}
