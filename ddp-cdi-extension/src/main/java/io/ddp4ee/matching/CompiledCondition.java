package io.ddp4ee.matching;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.ddp4ee.matching.Refusal.Reason;
import io.ddp4ee.matching.value.SqlType;
import io.ddp4ee.matching.value.Unjudged;

/**
 * A condition without the values of its parameters. Immutable, and shared by all that differ in those only.
 *
 * @param codings of the parameters, by their places
 * @param places what rows must have for it, and of which type
 */
public record CompiledCondition(Condition condition, List<Coding> codings, Map<Place, SqlType> places) {

    /** One that is true of every row. */
    public static final CompiledCondition ALWAYS =
            new CompiledCondition(new Condition.And(List.of()), List.of(), Map.of());

    public CompiledCondition {
        codings = List.copyOf(codings);
        places = Map.copyOf(places);
    }

    /**
     * @param values as the persistence provider gets them, lists for parameters that are lists
     * @throws RefusedException if it is not known what the database is given for one
     */
    public BoundCondition bind(List<?> values) {
        List<Object> parameters = new ArrayList<>();
        for (int i = 0; i < codings.size(); i++) {
            Object value = values.get(i);
            if (value == null) {
                throw new RefusedException(Reason.PARAMETER, "null");
            }
            try {
                Coding coding = codings.get(i);
                parameters.add(
                        value instanceof List<?> list
                                ? list.stream().map(coding::encode).toList()
                                : coding.encode(value));
            } catch (Unjudged e) {
                throw new RefusedException(Reason.PARAMETER, e.getMessage());
            }
        }
        return new BoundCondition(this, parameters);
    }
}
