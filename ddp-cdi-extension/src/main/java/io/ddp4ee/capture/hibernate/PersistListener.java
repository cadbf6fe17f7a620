package io.ddp4ee.capture.hibernate;

import java.util.function.Consumer;

import org.hibernate.event.spi.PersistContext;
import org.hibernate.event.spi.PersistEvent;
import org.hibernate.event.spi.PersistEventListener;

/** Tells of what is about to be persisted, also by cascades. */
final class PersistListener implements PersistEventListener {

    private final Consumer<Object> action;

    PersistListener(Consumer<Object> action) {
        this.action = action;
    }

    @Override
    public void onPersist(PersistEvent event) {
        action.accept(event.getObject());
    }

    @Override
    public void onPersist(PersistEvent event, PersistContext createdAlready) {
        action.accept(event.getObject());
    }
}
