package io.ddp4ee.message;

/** What a client asks for under an id of its choice, to be answered once. */
public record Request(Kind kind, String id) {

    /** Ids of the two have nothing to do with each other. */
    public enum Kind {
        METHOD,
        SUBSCRIPTION
    }
}
