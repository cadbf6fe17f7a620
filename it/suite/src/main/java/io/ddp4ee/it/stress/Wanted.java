package io.ddp4ee.it.stress;

import java.util.List;
import java.util.Random;

/** A publication with its arguments, as a client may want it. */
record Wanted(String publication, List<Object> arguments) {

    private static final int STARS = 10;

    static Wanted random(Random random, List<String> names) {
        return switch (random.nextInt(10)) {
            case 0 -> new Wanted("library", List.of());
            case 1, 2 -> new Wanted("top", List.of(3 + random.nextInt(3)));
            case 3, 4, 5 -> new Wanted("starred", List.of(STARS - 3 + random.nextInt(3)));
            default -> new Wanted("shelf", List.of(names.get(random.nextInt(names.size()))));
        };
    }
}
