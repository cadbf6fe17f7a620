package io.ddp4ee.session;

import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.ddp4ee.DdpSession;
import io.ddp4ee.Subscription;
import io.ddp4ee.document.Document;
import io.ddp4ee.message.Fields;

/** What a publication's handler publishes through. */
final class HandlerSubscription implements Subscription {

    private final ActiveSubscription subscription;
    private final Source source = new Source(null);
    private boolean ready;

    HandlerSubscription(ActiveSubscription subscription) {
        this.subscription = subscription;
    }

    Source source() {
        return source;
    }

    @Override
    public String name() {
        return subscription.publication().name();
    }

    @Override
    public DdpSession session() {
        return subscription.handle();
    }

    @Override
    public String userId() {
        return session().userId();
    }

    @Override
    public void added(String collection, String id, Object fields) {
        if (isActive(collection, id)) {
            Fields copied = fields(fields);
            ifActive(() -> {
                subscription.mergeBox().added(source, collection, new Document(id, copied));
                return true;
            });
        }
    }

    @Override
    public void changed(String collection, String id, Object fields) {
        if (isActive(collection, id)) {
            Fields copied = fields(fields);
            require(collection, id, () -> subscription.mergeBox().changed(source, collection, id, copied, List.of()));
        }
    }

    @Override
    public void cleared(String collection, String id, String... fields) {
        if (isActive(collection, id)) {
            // The id is no field, whatever the strategy.
            List<String> names = Stream.of(fields)
                    .filter(name ->
                            !Objects.requireNonNull(name, "a field's name").equals("_id"))
                    .toList();
            require(collection, id, () -> subscription.mergeBox().changed(source, collection, id, Fields.NONE, names));
        }
    }

    @Override
    public void removed(String collection, String id) {
        if (isActive(collection, id)) {
            require(collection, id, () -> subscription.mergeBox().removed(source, collection, id));
        }
    }

    @Override
    public void ready() {
        ifActive(() -> {
            if (!ready) {
                ready = true;
                subscription.readyOne();
            }
            return true;
        });
    }

    @Override
    public void unblock() {
        subscription.handle().unblock();
    }

    @Override
    public void stop() {
        var unused = subscription.stop(null);
    }

    @Override
    public void error(Throwable error) {
        // Else the application would be asked what to tell, and nobody be told.
        if (!subscription.hasStopped()) {
            subscription.fail(error);
        }
    }

    @Override
    public void onStop(Runnable action) {
        subscription.onStop(action);
    }

    /**
     * Asked before anything is made of the arguments, which may be the application's own objects.
     *
     * @throws NullPointerException if a document is named that cannot be, which no merge box takes back
     */
    private boolean isActive(String collection, String id) {
        if (subscription.hasStopped()) {
            return false;
        }
        Objects.requireNonNull(collection, "collection");
        Objects.requireNonNull(id, "id");
        return true;
    }

    private void require(String collection, String id, Supplier<Boolean> change) {
        if (!ifActive(change)) {
            throw new IllegalStateException("Publication " + name() + " has not added document " + id + " to "
                    + collection + " for this subscription");
        }
    }

    /** @return whether it was done, or nothing is done any more */
    private boolean ifActive(Supplier<Boolean> change) {
        boolean[] done = new boolean[1];
        subscription.session().locked(() -> done[0] = subscription.isStopped() || change.get());
        return done[0];
    }

    private Fields fields(Object fields) {
        return new FieldsWriter(subscription.session().services().results()).write(fields);
    }
}
