/** Thousands of WebSocket clients on one thread: what they are sent is counted, and not kept. */
package io.ddp4ee.benchmarks.client;
