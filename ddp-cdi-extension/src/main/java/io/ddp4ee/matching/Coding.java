package io.ddp4ee.matching;

import io.ddp4ee.matching.value.SqlValues;

/** What the persistence provider writes for a value of Java. */
public enum Coding {
    PLAIN,

    /** The name of an enum's constant. */
    NAME,

    /** Its position. */
    ORDINAL;

    /** @throws io.ddp4ee.matching.value.Unjudged if it is not known what the database is given */
    @SuppressWarnings("EnumOrdinal") // It is what the provider writes.
    public Object encode(Object value) {
        return switch (this) {
            case PLAIN -> SqlValues.of(value);
            case NAME -> ((Enum<?>) value).name();
            case ORDINAL -> (long) ((Enum<?>) value).ordinal();
        };
    }
}
