package io.ddp4ee.matching;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.ddp4ee.matching.value.SqlType;
import io.ddp4ee.matching.value.Truth;
import io.ddp4ee.matching.value.Unjudged;

/** A condition with the values of its parameters. Immutable. */
public final class BoundCondition {

    /** Whether a query with the condition has a row. */
    public enum Verdict {
        IN,
        OUT,

        /** Only the database can tell, or nobody: then the query fails. */
        UNJUDGED
    }

    private final CompiledCondition compiled;
    private final List<Object> parameters;

    BoundCondition(CompiledCondition compiled, List<Object> parameters) {
        this.compiled = compiled;
        this.parameters = List.copyOf(parameters);
    }

    public Verdict judge(Row row) {
        try {
            return truth(row) == Truth.TRUE ? Verdict.IN : Verdict.OUT;
        } catch (Unjudged e) {
            return Verdict.UNJUDGED;
        }
    }

    /** @throws Unjudged if only the database can tell */
    public Truth truth(Row row) {
        return compiled.condition().truth(new Input(row, null, parameters));
    }

    /** What rows must have for it, and of which type. */
    public Map<Place, SqlType> places() {
        return compiled.places();
    }

    /** Each row of which it is true has one of these; empty if that cannot be said. */
    public Optional<Set<Key>> keys() {
        return Optional.ofNullable(new Keys(parameters).of(compiled.condition()));
    }
}
