package io.ddp4ee.query.jpa;

import java.util.List;
import java.util.Set;

import jakarta.annotation.Nullable;

import io.ddp4ee.document.DocumentSelect;
import io.ddp4ee.document.DocumentSelect.Selection;
import io.ddp4ee.document.DocumentShape;
import io.ddp4ee.query.DocumentQuery;
import io.ddp4ee.query.Matching;

/**
 * A query over an entity, with all its parameters. Two are equal if they ask for the same rows and the same fields.
 *
 * @param compiled its form
 * @param selection which rows
 * @param way how it stays live
 */
record EntityQuery(CompiledQuery compiled, Selection selection, Way way) implements DocumentQuery {

    @Override
    public boolean equals(Object other) {
        return other instanceof EntityQuery query && compiled == query.compiled && selection.equals(query.selection);
    }

    @Override
    public int hashCode() {
        return compiled.hashCode() * 31 + selection.hashCode();
    }

    @Nullable
    @Override
    public Matching matching() {
        return way.matching();
    }

    @Override
    public String wayText() {
        return way.toString();
    }

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
