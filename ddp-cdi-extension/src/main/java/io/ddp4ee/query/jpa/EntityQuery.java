package io.ddp4ee.query.jpa;

import java.util.List;
import java.util.Set;

import io.ddp4ee.document.DocumentSelect;
import io.ddp4ee.document.DocumentSelect.Selection;
import io.ddp4ee.document.DocumentShape;
import io.ddp4ee.query.DocumentQuery;

/**
 * A query over an entity, with all its parameters. Two are equal if they ask for the same rows and the same fields.
 *
 * @param compiled its form
 * @param selection which rows
 */
record EntityQuery(CompiledQuery compiled, Selection selection) implements DocumentQuery {

    @Override
    public String collection() {
        return shape().collection();
    }

    @Override
    public Set<String> entities() {
        return compiled.entities();
    }

    @Override
    public String description() {
        return shape().entity().getName()
                + (selection.condition().isEmpty() ? "" : " where " + selection.condition())
                + (selection.order().isEmpty() ? "" : " order by " + selection.order())
                + (parameters().isEmpty() ? "" : " with " + parameters());
    }

    DocumentShape shape() {
        return compiled.select().shape();
    }

    DocumentSelect select() {
        return compiled.select();
    }

    List<?> parameters() {
        return selection.parameters();
    }
}
