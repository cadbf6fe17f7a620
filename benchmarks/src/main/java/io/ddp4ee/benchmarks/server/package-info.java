/** The application servers that are measured: how they are installed, started and asked what they use. */
package io.ddp4ee.benchmarks.server;
