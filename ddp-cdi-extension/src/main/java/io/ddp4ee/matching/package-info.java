/**
 * Conditions that are judged in memory on the values of one row, and the index that finds those that a changed row may
 * fulfil.
 */
package io.ddp4ee.matching;
