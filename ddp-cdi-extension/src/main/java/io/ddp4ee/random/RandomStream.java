package io.ddp4ee.random;

import io.ddp4ee.DdpRandom;

/** Random values one after the other; the same ones for the same seeds, as Meteor makes them. */
public final class RandomStream implements DdpRandom.Stream {

    /** Without those that people take for one another. */
    private static final String LETTERS = "23456789ABCDEFGHJKLMNPQRSTWXYZabcdefghijkmnopqrstuvwxyz";

    private static final String DIGITS = "0123456789abcdef";
    private static final String BASE64 = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_";
    private static final int ID_LENGTH = 17;
    private static final int SECRET_LENGTH = 43;

    private final Alea alea;

    RandomStream(String... seeds) {
        alea = new Alea(seeds);
    }

    @Override
    public String id() {
        return text(ID_LENGTH, LETTERS);
    }

    @Override
    public String hexString(int digits) {
        return text(digits, DIGITS);
    }

    @Override
    public String secret() {
        return text(SECRET_LENGTH, BASE64);
    }

    @Override
    public synchronized double fraction() {
        return alea.next();
    }

    private synchronized String text(int length, String alphabet) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt((int) (alea.next() * alphabet.length())));
        }
        return text.toString();
    }
}
