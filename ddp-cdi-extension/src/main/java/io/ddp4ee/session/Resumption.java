package io.ddp4ee.session;

import java.time.Duration;

/**
 * How long and at what cost a client may come back to its session.
 *
 * @param grace how long a session waits for a client whose connection is lost; zero for not at all
 * @param waitingMessages how many messages may wait for it meanwhile
 * @param replayMessages how many messages are kept that a lost connection may have lost
 * @param replayCharacters how long they may be together
 */
public record Resumption(Duration grace, int waitingMessages, int replayMessages, long replayCharacters) {}
