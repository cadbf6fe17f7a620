package io.ddp4ee.message;

/**
 * How the id of a document is written in the {@code id} member of a data message, and only there. Meteor's clients take
 * an id of 24 hexadecimal digits, in lower case, for an ObjectID, and one that begins with a sign for something else than a string.
 */
final class WireId {

    private static final int OBJECT_ID_DIGITS = 24;

    private WireId() {}

    static String of(String id) {
        return needsEscape(id) ? "-" + id : id;
    }

    private static boolean needsEscape(String id) {
        if (id.isEmpty()) {
            return false;
        }
        char first = id.charAt(0);
        return first == '-' || first == '~' || first == '{' || looksLikeObjectId(id);
    }

    private static boolean looksLikeObjectId(String id) {
        return id.length() == OBJECT_ID_DIGITS
                && id.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
    }
}
