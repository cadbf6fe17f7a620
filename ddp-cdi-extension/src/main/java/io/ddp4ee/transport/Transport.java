package io.ddp4ee.transport;

import io.ddp4ee.session.Sessions;

/**
 * What all endpoints share.
 *
 * @param largestMessage in characters
 */
public record Transport(Sessions sessions, int largestMessage, SockJsTimes times, Rounds rounds) {}
