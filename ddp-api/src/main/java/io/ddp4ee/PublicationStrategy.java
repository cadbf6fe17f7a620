package io.ddp4ee;

/**
 * What the server remembers of the documents of a collection that each client has been sent; Meteor's publication
 * strategies, with their names. The less it remembers, the less a client costs, and the more a client is told that it
 * knows, or is left with.
 *
 * <p>An entity's collection is given one by {@link DdpCollection#strategy()}; any collection, of handlers' documents for
 * example, by a producer of its name. {@code ddp.publication.strategy} is that of all others.
 *
 * <pre>{@code
 * @Produces @DdpCollection("ticks")
 * static final PublicationStrategy TICKS = PublicationStrategy.NO_MERGE;
 * }</pre>
 */
public enum PublicationStrategy {
    /**
     * Every field of every document, by subscription: the client is told only what changes for it, whichever of its
     * subscriptions it comes from, and never an older state after a newer.
     */
    SERVER_MERGE,

    /**
     * The ids of the documents, and which subscriptions have them. A document that a client has already is {@code changed}
     * with all its fields when a further subscription adds it, and removed with the last. Fields that only some of the
     * subscriptions have stay with the client until the document goes.
     */
    NO_MERGE_MULTI,

    /**
     * The ids of the documents of each subscription. For collections of which no two subscriptions of a client have the same
     * document: it would be added twice, and removed with the first of the two.
     */
    NO_MERGE,

    /** Nothing: documents stay with the client when their subscription ends. For what is sent once, such as events. */
    NO_MERGE_NO_HISTORY
}
