package io.ddp4ee.ejson;

import java.util.Collection;

/** Which EJSON type an object's members announce. Printing asks too: a plain object that looks like one is escaped. */
enum Escape {
    NONE,
    DATE,
    INF_NAN,
    BINARY,
    ESCAPE,
    REGEXP,
    CUSTOM;

    static Escape typeOf(Collection<?> members) {
        if (members.size() == 1) {
            return switch (String.valueOf(members.iterator().next())) {
                case "$date" -> DATE;
                case "$InfNaN" -> INF_NAN;
                case "$binary" -> BINARY;
                case "$escape" -> ESCAPE;
                default -> NONE;
            };
        }
        if (members.size() == 2) {
            if (members.contains("$regexp") && members.contains("$flags")) {
                return REGEXP;
            }
            if (members.contains("$type") && members.contains("$value")) {
                return CUSTOM;
            }
        }
        return NONE;
    }
}
