package io.ddp4ee.message;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

import jakarta.annotation.Nullable;

import io.ddp4ee.ejson.Ejson;

/**
 * The fields of a document, each as EJSON text. Immutable, and small: the names of all documents of one shape are one
 * array, and text is compared, stored and sent as it is.
 */
public final class Fields {

    public static final Fields NONE = new Fields(new String[0], new String[0]);

    private final String[] names;
    private final String[] texts;

    private Fields(String[] names, String[] texts) {
        this.names = names;
        this.texts = texts;
    }

    /** Takes both arrays over; nobody may change them any more. The names may be shared. */
    public static Fields of(String[] names, String[] texts) {
        if (names.length != texts.length) {
            throw new IllegalArgumentException(names.length + " names for " + texts.length + " fields");
        }
        return names.length == 0 ? NONE : new Fields(names, texts);
    }

    public static Fields of(Map<String, String> fields) {
        return of(fields.keySet().toArray(String[]::new), fields.values().toArray(String[]::new));
    }

    /** The members of an EJSON object, without {@code _id}, which is no field. */
    public static Fields ofValues(Map<?, ?> members) {
        Map<String, String> fields = new LinkedHashMap<>();
        members.forEach((name, value) -> fields.put(String.valueOf(name), Ejson.print(value)));
        fields.remove("_id");
        return of(fields);
    }

    public boolean isEmpty() {
        return names.length == 0;
    }

    public int size() {
        return names.length;
    }

    /** The text of a field, or null if there is none of this name. */
    @Nullable
    public String get(String name) {
        for (int i = 0; i < names.length; i++) {
            if (names[i].equals(name)) {
                return texts[i];
            }
        }
        return null;
    }

    public void forEach(BiConsumer<String, String> action) {
        for (int i = 0; i < names.length; i++) {
            action.accept(names[i], texts[i]);
        }
    }

    public List<String> names() {
        return List.of(names);
    }

    /**
     * Some of the fields.
     *
     * @param some their names, which are taken over
     * @return null if one is missing
     */
    @Nullable
    public Fields cut(String[] some) {
        String[] cut = new String[some.length];
        for (int i = 0; i < some.length; i++) {
            cut[i] = i < names.length && names[i].equals(some[i]) ? texts[i] : get(some[i]);
            if (cut[i] == null) {
                return null;
            }
        }
        return of(some, cut);
    }

    /** The fields that differ from an earlier state, or were not there. */
    public Fields changedSince(Fields before) {
        if (sameAs(before)) {
            return NONE;
        }
        Map<String, String> changed = new LinkedHashMap<>();
        for (int i = 0; i < names.length; i++) {
            String earlier = names == before.names ? before.texts[i] : before.get(names[i]);
            if (earlier == null || !FieldText.equal(texts[i], earlier)) {
                changed.put(names[i], texts[i]);
            }
        }
        return of(changed);
    }

    /** The names of fields that an earlier state had and this has not. */
    public List<String> clearedSince(Fields before) {
        if (names == before.names) {
            return List.of();
        }
        List<String> cleared = new ArrayList<>();
        for (String name : before.names) {
            if (get(name) == null) {
                cleared.add(name);
            }
        }
        return cleared;
    }

    /** Whether every text is the same; equal values may be written in two ways only within objects. */
    private boolean sameAs(Fields other) {
        return Arrays.equals(names, other.names) && Arrays.equals(texts, other.texts);
    }

    /** The fields with others laid over them, and some taken away. */
    public Fields with(Fields changed, List<String> cleared) {
        Map<String, String> fields = new LinkedHashMap<>();
        forEach(fields::put);
        changed.forEach(fields::put);
        cleared.forEach(fields::remove);
        return of(fields);
    }

    /** Roughly the bytes that it takes on the wire. */
    public int weight() {
        int weight = 2;
        for (int i = 0; i < names.length; i++) {
            weight += names[i].length() + texts[i].length() + 4;
        }
        return weight;
    }

    /** As a message has it: escaped if it looks like EJSON. */
    String message() {
        return Ejson.looksLikeEjson(names()) ? "{\"$escape\":" + text() + "}" : text();
    }

    /** As a JSON object. */
    public String text() {
        StringBuilder text = new StringBuilder(weight() + 16).append('{');
        for (int i = 0; i < names.length; i++) {
            text.append(i == 0 ? "" : ",")
                    .append(Ejson.print(names[i]))
                    .append(':')
                    .append(texts[i]);
        }
        return text.append('}').toString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Fields fields
                && changedSince(fields).isEmpty()
                && clearedSince(fields).isEmpty();
    }

    /** By names only: equal values may have different texts. */
    @Override
    public int hashCode() {
        return Arrays.stream(names).mapToInt(String::hashCode).sum();
    }

    @Override
    public String toString() {
        return text();
    }
}
