/** Entities of every kind that JPA knows. */
package io.ddp4ee.it.model;
