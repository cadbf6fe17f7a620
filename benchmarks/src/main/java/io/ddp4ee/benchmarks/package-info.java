/** What it costs to serve many clients, measured on real servers, as ratios. Begins at {@link io.ddp4ee.benchmarks.Benchmarks}. */
package io.ddp4ee.benchmarks;
