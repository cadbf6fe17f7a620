package io.ddp4ee.query;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;

/** Tells subscribers. One that fails does not keep the others from being told; what it has is not known, so it is refused. */
final class Telling {

    private static final Logger LOG = System.getLogger(Telling.class.getName());

    private Telling() {}

    static void joined(LiveView view) {
        if (!view.isClosed()) {
            view.setJoined();
            tell(view, () -> view.subscriber().joined(view, view.query().all()));
        }
    }

    static void changed(SharedQuery query, Delta delta) {
        if (!delta.isEmpty()) {
            query.tellAgain();
            for (LiveView view : List.copyOf(query.views())) {
                if (view.hasJoined()) {
                    tell(view, () -> view.subscriber().changed(view, delta));
                }
            }
        }
    }

    private static void tell(LiveView view, Runnable news) {
        try {
            news.run();
        } catch (RuntimeException | Error e) {
            LOG.log(Level.ERROR, "A subscriber of a live query failed", e);
            view.close();
            view.refuse(e instanceof Exception exception ? exception : new IllegalStateException(e));
        }
    }
}
