package io.ddp4ee.random;

/** Who has the random streams of a call. */
public interface RandomSource {

    RandomStreams random();
}
