package io.ddp4ee.persistence;

/**
 * A document id that a row was given beside it, for entities that have nothing to be known by. An entity of the units
 * whose {@code persistence.xml} names {@code META-INF/ddp-mapping-orm.xml}, which maps it.
 */
public class ObjectMapping {

    /** As queries call it. */
    static final String NAME = "DdpObjectMapping";

    String documentId;
    String entity;
    Long numberKey;
    String textKey;
}
