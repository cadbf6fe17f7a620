package io.ddp4ee.accounts.token;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** Random texts as Meteor has them, and their hashes. */
public final class Tokens {

    private static final String SECRET_CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private static final String ID_CHARACTERS = "23456789ABCDEFGHJKLMNPQRSTWXYZabcdefghijkmnopqrstuvwxyz";
    private static final int SECRET_LENGTH = 43;
    private static final int ID_LENGTH = 17;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Tokens() {}

    /** Of 258 bits, for whoever is to be recognised by it. */
    public static String secret() {
        return random(SECRET_CHARACTERS, SECRET_LENGTH);
    }

    /** What a user is known by. */
    public static String id() {
        return random(ID_CHARACTERS, ID_LENGTH);
    }

    private static String random(String characters, int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(characters.charAt(RANDOM.nextInt(characters.length())));
        }
        return text.toString();
    }

    /** What is kept of a token. It has no salt and needs none: nobody guesses a token. */
    public static String hash(String token) {
        return Base64.getEncoder().encodeToString(sha256(token));
    }

    /** What Meteor's clients send of a password. */
    public static String digest(String password) {
        return HexFormat.of().formatHex(sha256(password));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has it", e);
        }
    }
}
