package io.ddp4ee.ejson;

import java.util.Map;

/** Which EJSON type an object's members announce. Printing asks too: a plain object that looks like one is escaped. */
enum Escape {
    NONE,
    DATE,
    INF_NAN,
    BINARY,
    ESCAPE,
    REGEXP,
    CUSTOM;

    static Escape typeOf(Map<?, ?> members) {
        if (members.size() == 1) {
            return switch (String.valueOf(members.keySet().iterator().next())) {
                case "$date" -> DATE;
                case "$InfNaN" -> INF_NAN;
                case "$binary" -> BINARY;
                case "$escape" -> ESCAPE;
                default -> NONE;
            };
        }
        if (members.size() == 2) {
            if (members.containsKey("$regexp") && members.containsKey("$flags")) {
                return REGEXP;
            }
            if (members.containsKey("$type") && members.containsKey("$value")) {
                return CUSTOM;
            }
        }
        return NONE;
    }
}
