/**
 * Documents that the application keeps in memory: those of one {@link io.ddp4ee.LiveDocuments} are taken in once for all who
 * subscribe to them on this server, compared with what was there, and told as differences, as those of live queries are.
 *
 * <p>All that is told of one {@link io.ddp4ee.LiveDocuments} is told by its own {@link io.ddp4ee.query.Dispatcher}, so that a
 * subscriber joins at one place of the order of changes, and a method's end comes at another. What has been put and not been
 * told is known by id only: whoever puts faster than can be told makes nothing grow.
 *
 * <p>Nothing is followed that nobody subscribes to.
 */
package io.ddp4ee.memory;
