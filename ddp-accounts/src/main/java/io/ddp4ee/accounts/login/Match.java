package io.ddp4ee.accounts.login;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

import jakarta.annotation.Nullable;

import io.ddp4ee.DdpException;

/** What clients send, checked as strictly as Meteor's {@code check} does. */
final class Match {

    /** Of names, addresses and tokens: what a column holds. */
    private static final int LONGEST = 255;

    private Match() {}

    static DdpException failed() {
        return new DdpException(400, "Match failed");
    }

    @SuppressWarnings("unchecked") // The members of what a client sends have names.
    static Map<String, Object> object(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return (Map<String, Object>) map;
        }
        throw failed();
    }

    /** An object that has no other members than these. */
    static Map<String, Object> object(@Nullable Object value, Set<String> members) {
        Map<String, Object> object = object(value);
        if (!members.containsAll(object.keySet())) {
            throw failed();
        }
        return object;
    }

    /** A text that a database can hold. */
    static String text(@Nullable Object value) {
        if (value instanceof String text && text.length() <= LONGEST && text.indexOf('\0') < 0) {
            return text;
        }
        throw failed();
    }

    static String nonEmpty(@Nullable Object value) {
        String text = text(value);
        if (text.isEmpty()) {
            throw failed();
        }
        return text;
    }

    /** Empty only if there is no such member: one that is null does not match. */
    static Optional<String> optional(Map<String, Object> object, String member) {
        return object.containsKey(member) ? Optional.of(text(object.get(member))) : Optional.empty();
    }

    /** What JavaScript takes for nothing. */
    static boolean isFalsy(@Nullable Object value) {
        return value == null
                || value.equals("")
                || value.equals(false)
                || (value instanceof Number number && number.doubleValue() == 0);
    }
}
