package io.ddp4ee.ejson;

import java.util.Arrays;
import java.util.Base64;

/** The value of {@code $binary}: bytes that compare by content. */
public final class Binary {

    private final byte[] bytes;

    public Binary(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    /**
     * As Meteor decodes: the text's length says how many bytes there are, and what is no base64 counts as zero bits or as
     * nothing, by its place.
     *
     * @throws EjsonException if it is no text, or is filled up where there is nothing to fill
     */
    static Binary decode(Object base64) throws EjsonException {
        if (!(base64 instanceof String text)) {
            throw new EjsonException("Base64 that is no text");
        }
        Base64Decoder decoder = new Base64Decoder(text.length() * 3L / 4 - padding(text));
        for (int i = 0; i < text.length(); i++) {
            decoder.add(text.charAt(i));
        }
        return new Binary(decoder.bytes());
    }

    private static int padding(String text) {
        return text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0;
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
