package io.ddp4ee.document;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.annotation.Nullable;
import jakarta.persistence.metamodel.Attribute;

/** Finds out which fields of a shape are the values of attributes. */
final class DocumentFields {

    private DocumentFields() {}

    static Map<String, DocumentField> of(DocumentShape shape) {
        return members(shape.columns(), shape.plurals(), 0);
    }

    /** @param depth how many names of the plurals' paths lead here */
    private static Map<String, DocumentField> members(List<Column> columns, List<PluralColumn> plurals, int depth) {
        Map<String, DocumentField> fields = new LinkedHashMap<>();
        for (Column column : columns) {
            List<PluralColumn> within = plurals.stream()
                    .filter(plural -> plural.path().size() > depth + 1)
                    .filter(plural -> plural.path().get(depth).equals(column.name()))
                    .toList();
            put(fields, column.name(), column.attribute(), members(column, within, depth + 1));
        }
        for (PluralColumn plural : plurals) {
            if (plural.path().size() == depth + 1 && isWhole(plural)) {
                put(fields, plural.path().get(depth), plural.attribute(), members(plural.element(), List.of(), 0));
            }
        }
        return fields;
    }

    private static Map<String, DocumentField> members(Column column, List<PluralColumn> within, int depth) {
        return column instanceof EmbeddedColumn embedded ? members(embedded.columns(), within, depth) : Map.of();
    }

    /** Objects in a collection are replaced, not changed, and what is not sent of them would be lost. */
    private static boolean isWhole(PluralColumn plural) {
        return !(plural.element() instanceof EmbeddedColumn embedded) || embedded.isWhole();
    }

    private static void put(
            Map<String, DocumentField> fields,
            String name,
            @Nullable Attribute<?, ?> attribute,
            Map<String, DocumentField> members) {
        if (attribute != null) {
            fields.put(name, new DocumentField(attribute, members));
        }
    }
}
