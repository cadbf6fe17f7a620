package io.ddp4ee.random;

/**
 * Johannes Baagøe's generator Alea, with his hash function Mash 0.9: what Meteor's clients use, so that a client and a
 * server which begin with the same seeds draw the same numbers. Arithmetic is that of JavaScript's numbers, which are
 * doubles.
 */
final class Alea {

    private static final double TWO_TO_THE_32 = 0x1p32;
    private static final double TWO_TO_THE_MINUS_32 = 0x1p-32;
    private static final double MULTIPLIER = 2_091_639;

    private double first;
    private double second;
    private double third;
    private double carry = 1;

    Alea(String... seeds) {
        Mash mash = new Mash();
        first = mash.of(" ");
        second = mash.of(" ");
        third = mash.of(" ");
        for (String seed : seeds) {
            first = fraction(first - mash.of(seed));
            second = fraction(second - mash.of(seed));
            third = fraction(third - mash.of(seed));
        }
    }

    private static double fraction(double difference) {
        return difference < 0 ? difference + 1 : difference;
    }

    /** At least 0 and less than 1. */
    double next() {
        double sum = MULTIPLIER * first + carry * TWO_TO_THE_MINUS_32;
        first = second;
        second = third;
        carry = Math.floor(sum);
        third = sum - carry;
        return third;
    }

    /** Goes on from where the last text has left it. */
    private static final class Mash {

        private static final double FACTOR = 0.02519603282416938;

        private double state = 0xEFC8249DL;

        double of(String text) {
            for (int i = 0; i < text.length(); i++) {
                state += text.charAt(i);
                double product = FACTOR * state;
                double whole = Math.floor(product);
                product = (product - whole) * whole;
                whole = Math.floor(product);
                state = whole + (product - whole) * TWO_TO_THE_32;
            }
            return (long) state % (long) TWO_TO_THE_32 * TWO_TO_THE_MINUS_32;
        }
    }
}
