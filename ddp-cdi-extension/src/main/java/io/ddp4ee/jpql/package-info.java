/**
 * JPQL as applications write it here, conditions and expressions over unqualified paths, turned into JPQL as providers
 * want it. The parser is EclipseLink's stand-alone one; the names are looked up in the metamodel, so that a mistake is
 * told in the words of the application.
 */
package io.ddp4ee.jpql;
