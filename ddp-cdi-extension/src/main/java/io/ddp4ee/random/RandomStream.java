package io.ddp4ee.random;

/** Random values one after the other; the same ones for the same seeds, as Meteor makes them. Used by one thread at a time. */
public final class RandomStream {

    /** Without those that people take for one another. */
    private static final String LETTERS = "23456789ABCDEFGHJKLMNPQRSTWXYZabcdefghijkmnopqrstuvwxyz";

    private static final String DIGITS = "0123456789abcdef";
    private static final int ID_LENGTH = 17;

    private final Alea alea;

    RandomStream(String... seeds) {
        alea = new Alea(seeds);
    }

    /** A document's id. */
    public String id() {
        return text(ID_LENGTH, LETTERS);
    }

    public String hexString(int digits) {
        return text(digits, DIGITS);
    }

    /** At least 0 and less than 1. */
    public double fraction() {
        return alea.next();
    }

    private String text(int length, String alphabet) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt((int) (alea.next() * alphabet.length())));
        }
        return text.toString();
    }
}
