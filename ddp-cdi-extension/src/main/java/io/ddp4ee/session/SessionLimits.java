package io.ddp4ee.session;

import java.time.Duration;

/**
 * What one client may cost.
 *
 * @param inboxMessages how many messages may wait to be handled
 * @param outboxBytes how much may wait to be sent
 * @param subscriptions how many there may be at a time
 * @param sendTimeout how long one message may take to be sent
 * @param heartbeat how often the server makes sure that the client is there
 */
public record SessionLimits(
        int inboxMessages, long outboxBytes, int subscriptions, Duration sendTimeout, Duration heartbeat) {}
