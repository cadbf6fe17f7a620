/**
 * EJSON, Meteor's extension of JSON, as values of Java: null, {@link java.lang.Boolean}, {@link java.lang.String},
 * {@link java.lang.Long} for whole numbers, {@link java.math.BigDecimal} for others, {@link java.lang.Double} for the
 * infinities and NaN only, {@link java.time.Instant} for {@code $date}, {@link io.ddp4ee.ejson.Binary},
 * {@link io.ddp4ee.ejson.RegExp}, {@link io.ddp4ee.ejson.Custom} for {@code $type}, {@link java.util.List} and {@link java.util.Map}. One value has one form, so that
 * {@code equals} is EJSON's equality.
 */
package io.ddp4ee.ejson;
