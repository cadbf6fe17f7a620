/**
 * Live queries: run once for all who ask the same, run again when a transaction touched an entity that they read, and
 * compared, so that subscribers receive differences.
 *
 * <p>All state belongs to one {@link io.ddp4ee.query.Dispatcher} for each persistence unit, which executes one task at a
 * time: what the bus delivers, what the database answers and what subscribers want meet there in one order. Nothing that
 * waits runs on it. What must not be broken:
 *
 * <ul>
 *   <li>A result is installed only with the snapshot that it was read in; transactions delivered meanwhile that the
 *       snapshot does not see make the query run again.
 *   <li>After anything may have been missed, every query runs again.
 *   <li>A subscriber never joins a state that is older than what its session has seen.
 * </ul>
 */
package io.ddp4ee.query;
