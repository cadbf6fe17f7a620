/**
 * Notices what a transaction changes, reads it back before the commit, and publishes it within the same transaction.
 * Entity callbacks only note which rows were touched: an entity's state is not the row.
 */
package io.ddp4ee.capture;
