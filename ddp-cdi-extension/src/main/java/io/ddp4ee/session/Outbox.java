package io.ddp4ee.session;

import io.ddp4ee.message.Outgoing;

/** What waits to be sent to one client, in order. */
interface Outbox {

    /** Somebody is going to add. */
    void begin();

    /** Puts a message behind all others. It is sent by the next flush, or by whoever is sending. */
    void add(Outgoing message);

    /** The same for what a subscription begins with. */
    void addInitial(Outgoing message);

    /** When all that has been added by now has been sent. Not told any more once the outbox is closed. */
    void whenSent(Runnable sent);

    /** Whether something waits, besides what is in flight. */
    boolean hasBacklog();

    /** How many messages wait, besides what is in flight. */
    int size();

    /** Begins to send, if there is something to send and somewhere to send it. */
    void flush();

    /**
     * Takes no more.
     *
     * @param sent run when what has been added before has been sent, if there is anything
     * @return whether there is
     */
    boolean finish(Runnable sent);

    /** Drops what waits, and takes no more. */
    void close();

    /** How long the message in flight has been there, in nanoseconds; 0 if there is none. */
    long inFlightNanos(long now);
}
