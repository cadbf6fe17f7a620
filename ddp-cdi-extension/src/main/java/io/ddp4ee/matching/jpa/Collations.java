package io.ddp4ee.matching.jpa;

import java.util.List;
import java.util.Locale;
import java.util.Set;

import jakarta.annotation.Nullable;

import io.ddp4ee.matching.Refusal.Reason;
import io.ddp4ee.matching.RefusedException;
import io.ddp4ee.matching.value.Collation;
import io.ddp4ee.matching.value.Folding;
import io.ddp4ee.persistence.Rows;

/** What is known of the collations of a database. Immutable. */
final class Collations {

    private static final Set<String> PLAIN = Set.of("C", "POSIX");

    /** In which the letters of ASCII have other cases than anywhere else. */
    private static final List<String> LANGUAGES = List.of("tr", "az", "lt", "lithuanian");

    private static final String ICU = "i";
    private static final String BUILT_IN = "b";

    private final boolean isUnicode;
    private final Collation ofDatabase;

    private Collations(boolean isUnicode, Collation ofDatabase) {
        this.isUnicode = isUnicode;
        this.ofDatabase = ofDatabase;
    }

    /**
     * Older releases have fewer columns, so each is asked for by name.
     *
     * @throws RefusedException if the database has more to say about who sees a row
     */
    static Collations read(Rows rows) {
        Object[] row = rows.nativeRow(
                "select to_jsonb(d) ->> 'datlocprovider', cast(d.datcollate as text), cast(d.datctype as text),"
                        + " coalesce(to_jsonb(d) ->> 'datlocale', to_jsonb(d) ->> 'daticulocale'),"
                        + " cast(getdatabaseencoding() as text),"
                        + " exists (select 1 from pg_class c where c.relrowsecurity)"
                        + " from pg_database d where d.datname = current_database()",
                List.of());
        if (Boolean.TRUE.equals(row[5])) {
            throw new RefusedException(Reason.CONVERSION, "row-level security, which decides who sees a row");
        }
        return new Collations(
                "UTF8".equals(row[4]), of(Collation.DEFAULT, text(row[0]), text(row[1]), text(row[2]), text(row[3])));
    }

    Collation ofDatabase() {
        return ofDatabase;
    }

    /** @throws RefusedException if equal texts may differ, or characters are none of Unicode */
    Collation named(Rows rows, String name) {
        if (!isUnicode) {
            throw new RefusedException(Reason.COLLATION, "the database's encoding is not UTF8");
        }
        if (name.equals(Collation.DEFAULT)) {
            return ofDatabase;
        }
        Object[] row = rows.nativeRow(
                "select cast(c.collprovider as text), c.collisdeterministic, cast(c.collcollate as text),"
                        + " cast(c.collctype as text),"
                        + " coalesce(to_jsonb(c) ->> 'colllocale', to_jsonb(c) ->> 'colliculocale')"
                        + " from pg_collation c where c.oid = cast(cast(?1 as text) as regcollation)",
                List.of(name));
        if (!Boolean.TRUE.equals(row[1])) {
            throw new RefusedException(Reason.COLLATION, name + " finds texts equal that are not the same");
        }
        return of(name, text(row[0]), text(row[2]), text(row[3]), text(row[4]));
    }

    @Nullable
    private static String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    private static Collation of(
            String name,
            @Nullable String provider,
            @Nullable String collate,
            @Nullable String ctype,
            @Nullable String locale) {
        if (BUILT_IN.equals(provider)) {
            return new Collation(name, true, "C".equals(locale) ? Folding.ASCII : Folding.ASCII_AND_OTHERS);
        }
        if (ICU.equals(provider)) {
            return new Collation(name, false, folding(locale == null ? collate : locale));
        }
        boolean isPlain = ctype != null && PLAIN.contains(ctype);
        return new Collation(
                name, collate != null && PLAIN.contains(collate), isPlain ? Folding.ASCII : folding(ctype));
    }

    private static Folding folding(@Nullable String locale) {
        return locale == null
                        || locale.isEmpty()
                        || LANGUAGES.stream().anyMatch(locale.toLowerCase(Locale.ROOT)::startsWith)
                ? Folding.UNKNOWN
                : Folding.ASCII_AND_OTHERS;
    }
}
