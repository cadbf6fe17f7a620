package io.ddp4ee;

import jakarta.annotation.Nullable;

/**
 * One subscription to a {@link PublicationHandler}, as the handler sees it; Meteor's {@code this} of a publish function.
 *
 * <p>Every method may be called from any thread, never waits for the client, and does nothing once the subscription has
 * stopped. Several subscriptions of a session may hold one document: the client sees their fields merged, and of a field
 * that several give, the one that was there first.
 *
 * <pre>{@code
 * @Produces @Publication("uploads")
 * PublicationHandler uploads(UploadService service) {
 *     return subscription -> {
 *         service.list(subscription.userId()).forEach(u -> subscription.added("uploads", u.id(), u));
 *         subscription.ready();
 *         subscription.onStop(service.onProgress(
 *                 u -> subscription.changed("uploads", u.id(), Map.of("percent", u.percent()))));
 *     };
 * }
 * }</pre>
 */
public interface Subscription {
    /** The name of the publication. */
    String name();

    /** The subscriber. */
    DdpSession session();

    /** The subscriber's user, or null. */
    @Nullable
    String userId();

    /**
     * Adds a document.
     *
     * @param fields a {@link java.util.Map} or any object that JSON-B writes as one; copied
     * @throws IllegalArgumentException if the fields are no object
     * @throws NullPointerException if the collection or the id is null
     */
    void added(String collection, String id, Object fields);

    /**
     * Changes fields of a document that this subscription has added; others stay.
     *
     * @throws IllegalStateException if this subscription has not added the document
     * @throws NullPointerException if the collection or the id is null
     */
    void changed(String collection, String id, Object fields);

    /**
     * Takes fields away from a document that this subscription has added.
     *
     * @throws IllegalStateException if this subscription has not added the document
     * @throws NullPointerException if the collection or the id is null
     */
    void cleared(String collection, String id, String... fields);

    /**
     * Removes a document that this subscription has added.
     *
     * @throws IllegalStateException if this subscription has not added the document
     * @throws NullPointerException if the collection or the id is null
     */
    void removed(String collection, String id);

    /** Tells the client that the first documents are complete; the second time it does nothing. */
    void ready();

    /**
     * Lets the session's next message be handled while this publication still begins, which otherwise waits until its
     * documents have been sent; Meteor's {@code this.unblock()}. The second time it does nothing.
     */
    void unblock();

    /** Ends the subscription without an error: its documents are removed, the client is told {@code nosub}. */
    void stop();

    /** Ends the subscription with an error, told as {@link DdpException} says. */
    void error(Throwable error);

    /** Runs an action once when the subscription has ended, for whatever reason; at once if it has. */
    void onStop(Runnable action);
}
