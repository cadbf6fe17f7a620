package io.ddp4ee.document;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.persistence.metamodel.Attribute;
import jakarta.persistence.metamodel.ManagedType;
import jakarta.persistence.metamodel.PluralAttribute;
import jakarta.persistence.metamodel.SingularAttribute;
import jakarta.persistence.metamodel.Type;

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
            Attribute<?, ?> attribute = column.attribute();
            if (attribute != null) {
                add(fields, column.name(), column, attribute, members(column, within, depth + 1));
            }
        }
        for (PluralColumn plural : plurals) {
            if (plural.path().size() == depth + 1) {
                Map<String, DocumentField> elements = members(plural.element(), List.of(), 0);
                add(fields, plural.path().get(depth), plural.element(), plural.attribute(), elements);
            }
        }
        return fields;
    }

    private static Map<String, DocumentField> members(Column column, List<PluralColumn> within, int depth) {
        return column instanceof EmbeddedColumn embedded ? members(embedded.columns(), within, depth) : Map.of();
    }

    /** Objects in a collection are replaced, not changed, and what is not sent of them would be lost. */
    private static void add(
            Map<String, DocumentField> fields,
            String name,
            Column column,
            Attribute<?, ?> attribute,
            Map<String, DocumentField> members) {
        boolean isWhole = !(column instanceof EmbeddedColumn) || isWhole(attribute, members);
        if (column instanceof EmbeddedColumn && !isMade(type(attribute).getJavaType())) {
            return;
        }
        boolean isChanged = !attribute.isCollection() && !members.isEmpty();
        if (isWhole || isChanged) {
            fields.put(name, new DocumentField(attribute, members, isWhole));
        }
    }

    private static Type<?> type(Attribute<?, ?> attribute) {
        return attribute instanceof PluralAttribute<?, ?, ?> plural
                ? plural.getElementType()
                : ((SingularAttribute<?, ?>) attribute).getType();
    }

    /** Records and their like are not: they would have to be read, and made with all that they have. */
    private static boolean isMade(Class<?> type) {
        return Arrays.stream(type.getDeclaredConstructors()).anyMatch(made -> made.getParameterCount() == 0);
    }

    private static boolean isWhole(Attribute<?, ?> attribute, Map<String, DocumentField> members) {
        return type(attribute) instanceof ManagedType<?> managed
                && managed.getAttributes().size() == members.size()
                && members.values().stream().allMatch(DocumentField::isWhole);
    }
}
