package io.ddp4ee.server;

import java.util.List;
import java.util.function.Function;

import org.junit.jupiter.api.Test;

import io.ddp4ee.PublicationStrategy;
import io.ddp4ee.problem.DeploymentRefusedException;
import io.ddp4ee.problem.Problems;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class StrategiesTest {

    private final Problems problems = new Problems();
    private final Strategies strategies = new Strategies(problems);

    private static PublicationStrategy[] declared(PublicationStrategy... all) {
        return all;
    }

    @Test
    void collection_hasItsOwn_orTheOneOfAllOthers() {
        strategies.add("own", declared(PublicationStrategy.NO_MERGE), "a.Own");
        strategies.add("other", declared(), "a.Other");
        Function<String, PublicationStrategy> all = strategies.orElse(PublicationStrategy.NO_MERGE_MULTI);

        assertThat(List.of(all.apply("own"), all.apply("other"), all.apply("unknown")))
                .containsExactly(
                        PublicationStrategy.NO_MERGE,
                        PublicationStrategy.NO_MERGE_MULTI,
                        PublicationStrategy.NO_MERGE_MULTI);
        problems.throwIfAny();
    }

    @Test
    void collectionWithTwo_refused() {
        strategies.add("x", declared(PublicationStrategy.NO_MERGE), "a.One");
        strategies.add("x", declared(PublicationStrategy.SERVER_MERGE), "a.Two");
        strategies.add("y", declared(PublicationStrategy.NO_MERGE, PublicationStrategy.NO_MERGE), "a.Three");

        assertThatExceptionOfType(DeploymentRefusedException.class)
                .isThrownBy(problems::throwIfAny)
                .withMessageContainingAll(
                        "Collection \"x\" has the strategy NO_MERGE from a.One and SERVER_MERGE from a.Two: remove one.",
                        "a.Three has 2 strategies: let its @DdpCollection have one.");
    }
}
