/** What is measured. Each scenario says what it costs as a ratio to something that was measured in turn with it. */
package io.ddp4ee.benchmarks.scenario;
