package io.ddp4ee.query.jpa;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Parameter;
import jakarta.persistence.Query;
import jakarta.persistence.metamodel.EntityType;

import io.ddp4ee.LiveQuery;
import io.ddp4ee.document.DocumentSelect;
import io.ddp4ee.document.DocumentShape;
import io.ddp4ee.document.DocumentShapes;
import io.ddp4ee.jpql.Joins;
import io.ddp4ee.jpql.Jpql;
import io.ddp4ee.jpql.JpqlException;
import io.ddp4ee.jpql.Parameters;
import io.ddp4ee.jpql.Parameters.Use;
import io.ddp4ee.persistence.Unit;

/** Compiles live queries, each form of them once. Safe for use by several threads. */
final class QueryCompiler {

    /** An application that puts values into the texts of its conditions makes a form of every value. */
    private static final int MOST_FORMS = 1000;

    /** A live query without its values. */
    private record Form(
            Class<?> entity,
            List<String> conditions,
            List<Set<Integer>> empty,
            List<String> fields,
            List<String> except,
            List<String> order,
            boolean isWindow,
            String collection) {

        static Form of(LiveQuery query, List<Set<Integer>> empty) {
            return new Form(
                    query.entity(),
                    query.conditions().stream().map(LiveQuery.Condition::text).toList(),
                    empty,
                    query.fields(),
                    query.except(),
                    query.order(),
                    query.limit().isPresent() || query.offset() > 0,
                    query.collection());
        }
    }

    private final Unit unit;
    private final DocumentShapes shapes;
    private final Map<Form, CompiledQuery> forms = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Form, CompiledQuery> eldest) {
            return size() > MOST_FORMS;
        }
    });

    QueryCompiler(Unit unit, DocumentShapes shapes) {
        this.unit = unit;
        this.shapes = shapes;
    }

    /**
     * @param empty for each condition, the numbers of the parameters that are lists without elements
     * @throws JpqlException if the query does not fit the persistence unit; the message says where
     */
    CompiledQuery compile(LiveQuery query, List<Set<Integer>> empty) {
        return forms.computeIfAbsent(Form.of(query, empty), this::compile);
    }

    private CompiledQuery compile(Form form) {
        EntityType<?> entity = unit.entities().of(form.entity());
        DocumentShape shape = shapes.of(entity, form.collection()).narrow(form.fields(), form.except());
        Set<String> touched = new LinkedHashSet<>(shape.touched());
        Parameters parameters = new Parameters(form.empty());
        Joins conditionJoins = new Joins(Jpql.ALIAS, Jpql.ALIAS + "c");
        StringJoiner condition = new StringJoiner(" and ");
        for (String text : form.conditions()) {
            condition.add(new Jpql(shapes.ids(), entity).condition(text, parameters, conditionJoins, touched));
            parameters.nextCondition();
        }
        Joins orderJoins = new Joins(Jpql.ALIAS, Jpql.ALIAS + "o");
        String order = "";
        if (form.isWindow()) {
            order = OrderClause.of(shape, form.order(), unit.entities(), orderJoins, touched);
        } else {
            // Without a window the order changes nothing that a client sees, but mistakes in it are mistakes.
            OrderClause.of(shape, form.order(), unit.entities(), new Joins(Jpql.ALIAS), new LinkedHashSet<>());
        }
        String joins = conditionJoins.clause() + orderJoins.clause();
        List<Class<?>> types = types(entity, condition.toString(), joins, order, parameters.uses(), form);
        return new CompiledQuery(
                new DocumentSelect(shape),
                shapes.declared(entity, form.collection()),
                form.isWindow(),
                touched,
                condition.toString(),
                parameters.uses(),
                types,
                joins,
                order);
    }

    /** The provider checks the whole statement, and knows what each parameter is compared with. */
    private List<Class<?>> types(
            EntityType<?> entity, String condition, String joins, String order, List<Use> uses, Form form) {
        String jpql = "select " + Jpql.ALIAS + " from " + entity.getName() + " " + Jpql.ALIAS + joins
                + (condition.isEmpty() ? "" : " where " + condition) + (order.isEmpty() ? "" : " order by " + order);
        try (EntityManager entityManager = unit.factory().createEntityManager()) {
            Query query = entityManager.createQuery(jpql);
            List<Class<?>> types = new ArrayList<>();
            for (int i = 0; i < uses.size(); i++) {
                Class<?> known = uses.get(i).type();
                types.add(known != null ? known : type(query.getParameter(i + 1)));
            }
            return types;
        } catch (IllegalArgumentException e) {
            throw new JpqlException("\"" + String.join("\", \"", form.conditions()) + "\" is refused by the persistence"
                    + " provider: " + e.getMessage());
        }
    }

    private static Class<?> type(Parameter<?> parameter) {
        Class<?> type = parameter.getParameterType();
        return type == null ? Object.class : type;
    }
}
