package io.ddp4ee.ejson;

import java.util.Arrays;
import java.util.Base64;

/** The value of {@code $binary}: bytes that compare by content. */
public final class Binary {

    private final byte[] bytes;

    public Binary(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    /** Lenient as Meteor's decoder: what is no base64 is passed over. */
    static Binary decode(String base64) {
        return new Binary(Base64.getMimeDecoder().decode(withoutLooseEnd(base64)));
    }

    /** A lone last character holds no whole byte, and the JDK's decoder would refuse all because of it. */
    private static String withoutLooseEnd(String base64) {
        String known = base64.replaceAll("[^A-Za-z0-9+/]", "");
        return known.length() % 4 == 1 ? known.substring(0, known.length() - 1) : known;
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    String encode() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Binary binary && Arrays.equals(bytes, binary.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return bytes.length + " bytes";
    }
}
