package io.ddp4ee.ejson;

import java.util.stream.Collectors;

/**
 * The value of {@code $regexp}. JavaScript's source text is kept as it is: the server carries it, and never runs it.
 *
 * @param source the pattern
 * @param flags those that Meteor keeps, each once
 */
public record RegExp(String source, String flags) {

    private static final int LONGEST_FLAGS = 50;

    public RegExp {
        flags = flags.chars()
                .limit(LONGEST_FLAGS)
                .filter(flag -> "gimuy".indexOf(flag) >= 0)
                .distinct()
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }
}
