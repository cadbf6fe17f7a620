/**
 * What clients write by Meteor's mutation methods, where a collection has rules: a document is inserted, changed by the
 * operators of a modifier, or removed, as an entity.
 */
package io.ddp4ee.mutation;
