package io.ddp4ee.bus;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.ddp4ee.bus.Change.DocumentImage;
import io.ddp4ee.ejson.Ejson;
import io.ddp4ee.ejson.EjsonException;
import io.ddp4ee.message.Fields;

/**
 * The text form of a batch: one JSON object in ASCII, since PostgreSQL counts the bytes of a notification and may store
 * them in any encoding.
 *
 * <p>{@code {"v":1,"server":…,"snapshot":…,"parts":[channel,…],"changes":[{"e":entity,"i":id,"o":operation,
 * "d":{collection:[id,{fields}]},"k":{path:literal}}],"notices":[[topic,text],…],"followed":[reference,…]}}. Fields are
 * carried as text within text, which they are everywhere else too.
 */
public final class BatchText {

    static final long VERSION = 1;

    /** What the writing servers of a cluster say is believed only if it can be understood. */
    public static final class UnknownVersionException extends Exception {
        private static final long serialVersionUID = 1L;

        UnknownVersionException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    private final Ejson ejson = new Ejson();

    /** @param parts the channels of all parts of the transaction */
    public String write(ChangeBatch batch, List<String> parts) {
        List<Object> changes = new ArrayList<>();
        for (Change change : batch.changes()) {
            Map<String, Object> members = new LinkedHashMap<>();
            members.put("e", change.entity());
            if (!change.isOfAny()) {
                members.put("i", change.id());
                members.put("o", change.operation().name());
            }
            if (!change.documents().isEmpty()) {
                Map<String, Object> documents = new LinkedHashMap<>();
                change.documents().forEach((collection, image) -> documents.put(collection, image(image)));
                members.put("d", documents);
            }
            if (!change.values().isEmpty()) {
                members.put("k", change.values());
            }
            changes.add(members);
        }
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("v", VERSION);
        members.put("server", batch.server());
        members.put("snapshot", batch.snapshot().toString());
        members.put("parts", parts);
        members.put("changes", changes);
        if (!batch.notices().isEmpty()) {
            members.put(
                    "notices",
                    batch.notices().stream()
                            .map(notice -> List.of(notice.topic(), notice.text()))
                            .toList());
        }
        if (!batch.followed().isEmpty()) {
            members.put("followed", List.copyOf(batch.followed()));
        }
        return Ejson.printAscii(members);
    }

    private static List<Object> image(DocumentImage image) {
        Map<String, Object> fields = new LinkedHashMap<>();
        image.fields().forEach(fields::put);
        return List.of(image.id(), fields);
    }

    /** @throws UnknownVersionException if another version of this software wrote the text */
    public ChangeBatch read(long transaction, String text) throws UnknownVersionException {
        try {
            Map<?, ?> members = (Map<?, ?>) ejson.parse(text);
            if (!Long.valueOf(VERSION).equals(members.get("v"))) {
                throw new UnknownVersionException("Version " + members.get("v"), null);
            }
            List<Change> changes = new ArrayList<>();
            for (Object change : (List<?>) members.get("changes")) {
                changes.add(change((Map<?, ?>) change));
            }
            Snapshot snapshot = Snapshot.parse((String) members.get("snapshot"));
            return new ChangeBatch(
                    transaction,
                    snapshot,
                    (String) members.get("server"),
                    changes,
                    notices(members),
                    followed(members));
        } catch (EjsonException
                | ClassCastException
                | NullPointerException
                | IllegalArgumentException
                | IndexOutOfBoundsException e) {
            throw new UnknownVersionException("Not a batch: " + e.getMessage(), e);
        }
    }

    private static List<Notice> notices(Map<?, ?> members) {
        List<Notice> notices = new ArrayList<>();
        if (members.get("notices") instanceof List<?> all) {
            for (Object one : all) {
                List<?> parts = (List<?>) one;
                notices.add(new Notice((String) parts.get(0), (String) parts.get(1)));
            }
        }
        return notices;
    }

    private static Set<String> followed(Map<?, ?> members) {
        Set<String> followed = new LinkedHashSet<>();
        if (members.get("followed") instanceof List<?> all) {
            all.forEach(reference -> followed.add((String) reference));
        }
        return followed;
    }

    private static Change change(Map<?, ?> members) {
        String entity = (String) members.get("e");
        if (!members.containsKey("i")) {
            return Change.ofAny(entity);
        }
        Map<String, DocumentImage> documents = new LinkedHashMap<>();
        if (members.get("d") instanceof Map<?, ?> images) {
            images.forEach((collection, image) -> documents.put((String) collection, image((List<?>) image)));
        }
        Map<String, String> values = new LinkedHashMap<>();
        if (members.get("k") instanceof Map<?, ?> literals) {
            literals.forEach((path, literal) -> values.put((String) path, (String) literal));
        }
        return new Change(
                entity, (String) members.get("i"), Operation.valueOf((String) members.get("o")), documents, values);
    }

    private static DocumentImage image(List<?> image) {
        Map<String, String> fields = new LinkedHashMap<>();
        ((Map<?, ?>) image.get(1)).forEach((name, text) -> fields.put((String) name, (String) text));
        return new DocumentImage((String) image.get(0), Fields.of(fields));
    }
}
