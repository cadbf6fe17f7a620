/** Deployed with the bookstore: writes to it within the server, and says how long that took. */
package io.ddp4ee.benchmarks.writer;
