package io.ddp4ee.matching.jpa;

import jakarta.annotation.Nullable;
import jakarta.persistence.metamodel.EntityType;

import io.ddp4ee.matching.Coding;
import io.ddp4ee.matching.Place;
import io.ddp4ee.matching.value.Collation;
import io.ddp4ee.matching.value.SqlType;

/** What the attributes of entities are in the database. */
interface Columns {

    /**
     * @param collation of a text; null of anything else
     * @param coding what the persistence provider makes of the attribute's values
     */
    record Column(SqlType type, @Nullable Collation collation, Coding coding) {}

    /** @throws io.ddp4ee.matching.RefusedException if it is nothing that is judged here */
    Column of(EntityType<?> entity, Place place);

    /** What texts have that come from no column. */
    Collation defaultCollation();
}
