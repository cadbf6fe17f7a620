/** Conversations with a server as raw messages: what is sent, and the very bytes that are answered. */
package io.ddp4ee.it.wire;
