package io.ddp4ee.jpql;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

import jakarta.persistence.metamodel.Attribute;
import jakarta.persistence.metamodel.EntityType;

/**
 * Outer joins for the paths of a query. Written as plain paths they would be inner joins, and a row whose reference is
 * null would be no row. That holds for the where clause too: one plain path there, and EclipseLink makes an inner join
 * of every outer join over the same reference.
 */
public final class Joins {

    private final String start;
    private final String prefix;
    private final Map<String, String> aliases = new LinkedHashMap<>();
    private final StringBuilder clause = new StringBuilder();

    /** @param start the alias that paths begin at */
    public Joins(String start) {
        this(start, start);
    }

    /** @param prefix of the joins' aliases, for a second set of joins in one query */
    public Joins(String start, String prefix) {
        this.start = start;
        this.prefix = prefix;
    }

    /** The path from the start, through a join at every reference: a null one leads to null. */
    public String expression(Path path) {
        String expression = start;
        for (Attribute<?, ?> attribute : path.attributes()) {
            expression = expression + "." + attribute.getName();
            if (!attribute.isCollection() && Path.elementType(attribute) instanceof EntityType<?>) {
                expression = join(expression);
            }
        }
        return expression;
    }

    /**
     * The path, to be selected. Of a primitive attribute behind a null reference or in a null embeddable EclipseLink
     * would make 0, if it saw that the value is one; at a UUID that is null it fails.
     */
    public String selected(Path path) {
        String expression = expression(path);
        Class<?> type = path.last().getJavaType();
        boolean reached = path.attributes().size() > 1 && type.isPrimitive();
        return reached || type == UUID.class ? "coalesce(" + expression + ", " + expression + ")" : expression;
    }

    private String join(String expression) {
        return aliases.computeIfAbsent(expression, path -> {
            String alias = prefix + (aliases.size() + 1) + "_";
            clause.append(" left join ").append(path).append(' ').append(alias);
            return alias;
        });
    }

    /** To follow the from clause's entity. */
    public String clause() {
        return clause.toString();
    }
}
