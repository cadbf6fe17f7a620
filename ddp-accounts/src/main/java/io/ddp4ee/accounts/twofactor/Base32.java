package io.ddp4ee.accounts.twofactor;

import java.math.BigInteger;

/** RFC 4648's base 32 without padding, as authenticators want secrets. */
final class Base32 {

    private static final String DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int BITS = 5;

    private Base32() {}

    /** @param bytes of a multiple of 40 bits, which needs no padding */
    static String encode(byte[] bytes) {
        BigInteger number = new BigInteger(1, bytes);
        StringBuilder text = new StringBuilder();
        for (int from = bytes.length * 8 - BITS; from >= 0; from -= BITS) {
            text.append(DIGITS.charAt(number.shiftRight(from).intValue() & (DIGITS.length() - 1)));
        }
        return text.toString();
    }

    /** Of any number of digits; bits that are left over are dropped. */
    static byte[] decode(String text) {
        BigInteger number = BigInteger.ONE;
        for (int i = 0; i < text.length(); i++) {
            int value = DIGITS.indexOf(text.charAt(i));
            if (value < 0) {
                throw new IllegalArgumentException("A secret for codes has a character that is not of base 32");
            }
            number = number.shiftLeft(BITS).or(BigInteger.valueOf(value));
        }
        int bytes = text.length() * BITS / 8;
        byte[] decoded = new byte[bytes];
        byte[] all = number.shiftRight(text.length() * BITS - bytes * 8).toByteArray();
        System.arraycopy(all, all.length - bytes, decoded, 0, bytes);
        return decoded;
    }
}
