package io.ddp4ee.random;

import java.security.SecureRandom;
import java.util.function.Supplier;

/** Ids in Meteor's alphabet, which has no two letters that look alike. */
public final class RandomIds implements Supplier<String> {

    private static final String ALPHABET = "23456789ABCDEFGHJKLMNPQRSTWXYZabcdefghijkmnopqrstuvwxyz";
    private static final int LENGTH = 17;

    private final SecureRandom random = new SecureRandom();

    @Override
    public String get() {
        StringBuilder id = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            id.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return id.toString();
    }
}
