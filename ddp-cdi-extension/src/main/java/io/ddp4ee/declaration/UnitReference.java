package io.ddp4ee.declaration;

/**
 * Where the application injects a persistence unit: the same is found there by name, in the naming context that all
 * components of a web application share. An injection point of our own would not do: without a unit's name it is
 * ambiguous in an application that has two.
 *
 * @param unitName as the annotation says; empty for the only one
 * @param jndiName below {@code java:comp/env/}
 */
public record UnitReference(String unitName, String jndiName) {}
