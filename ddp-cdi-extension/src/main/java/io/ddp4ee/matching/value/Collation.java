package io.ddp4ee.matching.value;

/**
 * What is known of a text's collation, which is one that finds equal what has the same bytes.
 *
 * @param name as the database writes it
 * @param isByCodePoint whether its order is that of the bytes
 */
public record Collation(String name, boolean isByCodePoint, Folding folding) {

    /** The name of the database's own, which gives way to any other. */
    public static final String DEFAULT = "\"default\"";

    public boolean isDefault() {
        return name.equals(DEFAULT);
    }
}
