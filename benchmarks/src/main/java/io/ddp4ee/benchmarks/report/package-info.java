/** What has been measured, in tables and medians. */
package io.ddp4ee.benchmarks.report;
