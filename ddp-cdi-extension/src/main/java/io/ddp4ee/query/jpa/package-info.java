/** Live queries over a persistence unit: compiled from what applications write, bound, and read in snapshots. */
package io.ddp4ee.query.jpa;
