package io.ddp4ee.message;

/** An id that JavaScript takes for none: null, false or 0. Meteor answers with it all the same. */
record FalsyId(String json) {

    /** Whether JavaScript takes a JSON value for false. */
    static boolean isFalsy(Object json) {
        return json == null || json.equals(false) || json.equals(0L) || json.equals("");
    }
}
