package io.ddp4ee.document;

import java.lang.annotation.Annotation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.annotation.Nullable;
import jakarta.json.bind.annotation.JsonbTypeAdapter;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToOne;
import jakarta.persistence.metamodel.Attribute;
import jakarta.persistence.metamodel.EntityType;
import jakarta.persistence.metamodel.MapAttribute;
import jakarta.persistence.metamodel.PluralAttribute;
import jakarta.persistence.metamodel.SingularAttribute;
import jakarta.persistence.metamodel.Type;

import io.ddp4ee.persistence.Members;
import io.ddp4ee.schema.Annotations;
import io.ddp4ee.schema.JavaTypes;
import io.ddp4ee.schema.Schema;

/** What the documents of collections consist of, as clients want to know it. */
public final class DocumentSchemas {

    /** A column that is annotated for another reason has this length. */
    private static final int DEFAULT_LENGTH = 255;

    /** Of a document that says how many rows a query has. */
    public static final Schema COUNT =
            Schema.object(Map.of("_id", Schema.of(Schema.STRING), "count", Schema.of("integer")));

    private final DocumentShapes shapes;
    private final JavaTypes types;

    public DocumentSchemas(DocumentShapes shapes, JavaTypes types) {
        this.shapes = shapes;
        this.types = types;
    }

    public Schema of(DocumentShape shape) {
        Map<String, Schema> members = new LinkedHashMap<>();
        members.put("_id", Schema.of(Schema.STRING));
        members.putAll(members(shape.columns(), shape.plurals(), 0));
        return Schema.object(members);
    }

    /** @param depth how many names of the plurals' paths lead here */
    private Map<String, Schema> members(List<Column> columns, List<PluralColumn> plurals, int depth) {
        Map<String, Schema> members = new LinkedHashMap<>();
        for (Column column : columns) {
            List<PluralColumn> within = plurals.stream()
                    .filter(plural -> plural.path().size() > depth + 1)
                    .filter(plural -> plural.path().get(depth).equals(column.name()))
                    .toList();
            members.put(column.name(), column(column, within, depth + 1));
        }
        for (PluralColumn plural : plurals) {
            if (plural.path().size() == depth + 1) {
                members.put(plural.path().get(depth), plural(plural));
            }
        }
        return members;
    }

    private Schema column(Column column, List<PluralColumn> within, int depth) {
        Attribute<?, ?> attribute = column.attribute();
        if (column instanceof EmbeddedColumn embedded) {
            Schema object = Schema.object(members(embedded.columns(), within, depth));
            // It is null when all of it is.
            return embedded.columns().stream().allMatch(member -> isNullable(member.attribute()))
                    ? object.nullable()
                    : object;
        }
        if (column instanceof ReferenceColumn) {
            return nullable(reference((EntityType<?>) ((SingularAttribute<?, ?>) attribute).getType()), attribute);
        }
        if (column instanceof ScalarColumn && attribute != null) {
            return nullable(scalar(attribute, attribute.getJavaType()), attribute);
        }
        // An expression of the application, or what tells subclasses apart.
        return column instanceof ScalarColumn ? Schema.of(Schema.STRING) : Schema.ANY.nullable();
    }

    private Schema plural(PluralColumn plural) {
        Type<?> type = ((PluralAttribute<?, ?, ?>) plural.attribute()).getElementType();
        Schema element = plural.element() instanceof EmbeddedColumn embedded
                ? Schema.object(members(embedded.columns(), List.of(), 0))
                : type instanceof EntityType<?> referenced
                        ? reference(referenced)
                        : scalar(plural.attribute(), type.getJavaType());
        return plural.attribute() instanceof MapAttribute ? Schema.map(element) : Schema.array(element);
    }

    private Schema reference(EntityType<?> referenced) {
        String collection = shapes.home(referenced);
        return collection == null ? Schema.of(Schema.STRING) : Schema.id(collection);
    }

    /** @param type of the attribute's values, or of those in its collection */
    private Schema scalar(Attribute<?, ?> attribute, Class<?> type) {
        Annotations annotations = annotations(attribute);
        JsonbTypeAdapter adapter = annotations.get(JsonbTypeAdapter.class);
        if (adapter != null) {
            return types.adapted(adapter);
        }
        Schema schema = types.of(type);
        if (schema.isLargeNumber()) {
            schema = Schema.of(NumberRange.of(attribute, type).fitsNumber() ? Schema.NUMBER : Schema.STRING);
        }
        if (attribute.isCollection()) {
            return schema;
        }
        return JavaTypes.constrained(sized(schema, annotations.get(jakarta.persistence.Column.class)), annotations);
    }

    private static Schema sized(Schema schema, @Nullable jakarta.persistence.Column column) {
        if (column == null) {
            return schema;
        }
        if (schema.isText() && column.length() != DEFAULT_LENGTH) {
            return schema.with("maxLength", column.length());
        }
        return column.precision() == 0
                ? schema
                : schema.with("precision", column.precision()).with("scale", column.scale());
    }

    private static Schema nullable(Schema schema, Attribute<?, ?> attribute) {
        return isNullable(attribute) ? schema.nullable() : schema;
    }

    private static boolean isNullable(@Nullable Attribute<?, ?> attribute) {
        if (!(attribute instanceof SingularAttribute<?, ?> singular)) {
            return true;
        }
        Annotations annotations = annotations(attribute);
        jakarta.persistence.Column column = annotations.get(jakarta.persistence.Column.class);
        jakarta.persistence.JoinColumn join = annotations.get(jakarta.persistence.JoinColumn.class);
        ManyToOne manyToOne = annotations.get(ManyToOne.class);
        OneToOne oneToOne = annotations.get(OneToOne.class);
        boolean never = !singular.isOptional()
                || singular.isId()
                || attribute.getJavaType().isPrimitive()
                || (column != null && !column.nullable())
                || (join != null && !join.nullable())
                || (manyToOne != null && !manyToOne.optional())
                || (oneToOne != null && !oneToOne.optional())
                || JavaTypes.isNeverNull(annotations);
        return !never;
    }

    private static Annotations annotations(Attribute<?, ?> attribute) {
        return new Annotations() {
            @Override
            public <A extends Annotation> A get(Class<A> type) {
                return Members.annotation(attribute, type).orElse(null);
            }
        };
    }
}
