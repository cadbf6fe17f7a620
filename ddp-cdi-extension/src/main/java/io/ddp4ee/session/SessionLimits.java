package io.ddp4ee.session;

import java.time.Duration;

/**
 * What one client may cost.
 *
 * @param inboxMessages how many messages may wait to be handled
 * @param inboxCharacters how long they may be together; the only one that waits may be longer
 * @param unblocked how many of its methods may run beside others at a time; further ones hold up its other messages
 * @param outboxBytes how much may wait to be sent
 * @param subscriptions how many there may be at a time
 * @param sendTimeout how long one message may take to be sent
 * @param heartbeat after how long the server makes sure that a silent client is there; zero for never
 */
public record SessionLimits(
        int inboxMessages,
        long inboxCharacters,
        int unblocked,
        long outboxBytes,
        int subscriptions,
        Duration sendTimeout,
        Duration heartbeat,
        Resumption resumption) {}
