/** Deployed beside the bookstore: what any server of messages would have to do on the same container, and nothing else. */
package io.ddp4ee.benchmarks.floor;
