package io.ddp4ee.session;

import java.util.List;
import java.util.function.Supplier;

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
        Fields copied = fields(fields);
        ifActive(() -> {
            subscription.mergeBox().added(source, collection, new Document(id, copied));
            return true;
        });
    }

    @Override
    public void changed(String collection, String id, Object fields) {
        Fields copied = fields(fields);
        require(collection, id, () -> subscription.mergeBox().changed(source, collection, id, copied, List.of()));
    }

    @Override
    public void cleared(String collection, String id, String... fields) {
        List<String> names = List.of(fields);
        require(collection, id, () -> subscription.mergeBox().changed(source, collection, id, Fields.NONE, names));
    }

    @Override
    public void removed(String collection, String id) {
        require(collection, id, () -> subscription.mergeBox().removed(source, collection, id));
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
        subscription.fail(error);
    }

    @Override
    public void onStop(Runnable action) {
        subscription.onStop(action);
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
