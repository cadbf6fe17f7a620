/** What is deployed on the servers: the bookstore with what writes to it, and the floor under all that it can do. */
package io.ddp4ee.benchmarks.archive;
