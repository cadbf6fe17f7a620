package io.ddp4ee.session;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents in memory under one random scheduler. A failure tells all that happened. */
class LiveDocumentsSimulationTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void anyOrder_everyClientIsRight(int part) {
        int rounds = Integer.getInteger("ddp.simulation.rounds", 250);
        for (int round = 0; round < rounds; round++) {
            new LiveDocumentsWorld(part * 1_000_000L + round).run(200);
        }
    }
}
