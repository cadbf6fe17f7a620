package io.ddp4ee.session;

import java.util.logging.Level;
import java.util.logging.Logger;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The engine under one random scheduler: commits, notifications, snapshots, gaps, failing reads, subscriptions, their ends
 * and methods happen in every order that could be. Each client checks each message; at the end each has what its queries
 * return. A failure names its seed.
 */
class SimulationTest {

    /** Held, or the level would go with it. */
    private static final Logger LOG = Logger.getLogger("io.ddp4ee");

    @BeforeAll
    static void keepQuiet() {
        LOG.setLevel(Level.OFF);
    }

    @AfterAll
    static void speakAgain() {
        LOG.setLevel(null);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void anyOrder_everyClientIsRight(int part) {
        int rounds = Integer.getInteger("ddp.simulation.rounds", 250);
        int begunAnew = 0;
        for (int round = 0; round < rounds; round++) {
            SimulatedWorld world = new SimulatedWorld(part * 1_000_000L + round);
            world.run(150);
            begunAnew += world.participants.stream()
                    .mapToInt(participant -> participant.client.begunAnew())
                    .sum();
        }
        assertThat(begunAnew).as("sessions that did not go on").isPositive();
    }

    /** Plays one round again, with everything that happened in the failure's message. */
    @Test
    @EnabledIfSystemProperty(named = "ddp.seed", matches = ".+")
    void oneRound() {
        new SimulatedWorld(Long.getLong("ddp.seed")).run(Integer.getInteger("ddp.actions"));
    }

    @Test
    void longRun_everyClientIsRight() {
        new SimulatedWorld(42).run(5_000);
    }
}
