/**
 * The protocol state of one client: handshake, subscriptions, methods in order, what it has been sent, and what waits to
 * be sent. Knows no socket and no container.
 */
package io.ddp4ee.session;
