package io.ddp4ee.jpql;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.persistence.metamodel.Attribute;
import jakarta.persistence.metamodel.EntityType;

/**
 * Outer joins for the paths of a select or order clause. Written as plain paths they would be inner joins, and a row
 * whose reference is null would be no row.
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

    /** @param prefix of the aliases that the joins are given, unlike that of another set of joins in the same query */
    public Joins(String start, String prefix) {
        this.start = start;
        this.prefix = prefix;
    }

    /**
     * The path from the start, through a join at every reference but a last one. What a null reference or embeddable
     * leads to is null; of a primitive attribute EclipseLink would make it 0, if it saw that the value is one.
     */
    public String expression(Path path) {
        int joined = path.attributes().size() - 1;
        String expression = start;
        List<Attribute<?, ?>> attributes = path.attributes();
        for (int i = 0; i < attributes.size(); i++) {
            expression = expression + "." + attributes.get(i).getName();
            if (i < joined && Path.elementType(attributes.get(i)) instanceof EntityType<?>) {
                expression = join(expression);
            }
        }
        boolean reached = joined > 0 && path.last().getJavaType().isPrimitive();
        return reached ? "coalesce(" + expression + ", " + expression + ")" : expression;
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
