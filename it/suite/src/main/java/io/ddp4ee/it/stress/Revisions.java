package io.ddp4ee.it.stress;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/** Sees to it that a client is never shown an older state of a document after a newer one, in one session. */
final class Revisions implements Consumer<Map<String, Object>> {

    private final Map<String, Long> newest = new HashMap<>();
    private final LongAdder frames;
    private Object session;

    Revisions(LongAdder frames) {
        this.frames = frames;
    }

    @Override
    public void accept(Map<String, Object> message) {
        frames.increment();
        if ("connected".equals(message.get("msg")) && !message.get("session").equals(session)) {
            session = message.get("session");
            newest.clear();
        }
        if (message.get("fields") instanceof Map<?, ?> fields && fields.get("revision") instanceof Long revision) {
            Long before = newest.put(message.get("collection") + " " + message.get("id"), revision);
            if (before != null && before > revision) {
                throw new AssertionError("Revision " + revision + " after " + before + ": " + message);
            }
        }
    }
}
