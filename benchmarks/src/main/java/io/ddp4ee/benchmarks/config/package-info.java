/** How large the benchmarks are. */
package io.ddp4ee.benchmarks.config;
