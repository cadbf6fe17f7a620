/** Conditions that are judged in memory, compiled from the JPQL that the persistence provider is given. */
package io.ddp4ee.matching.jpa;
