package io.ddp4ee.ejson;

/** Decodes one text, character by character, into as many bytes as were announced. */
final class Base64Decoder {

    private final byte[] bytes;
    private int size;
    private int place;
    private int first;
    private int second;
    /** What is no base64 leaves those of an earlier byte here. */
    private int third;

    Base64Decoder(long length) {
        bytes = new byte[(int) Math.max(0, length)];
    }

    void add(char c) throws EjsonException {
        int value = value(c);
        switch (place) {
            case 0 -> first = known(c, value) << 2;
            case 1 -> {
                put(first | known(c, value) >> 4);
                second = (known(c, value) & 0x0f) << 4;
            }
            case 2 -> {
                if (value >= 0) {
                    put(second | value >> 2);
                    third = (value & 0x03) << 6;
                }
            }
            default -> {
                if (value >= 0) {
                    put(third | value);
                }
            }
        }
        place = (place + 1) % 4;
    }

    private static int value(char c) {
        if (c >= 'A' && c <= 'Z') {
            return c - 'A';
        }
        if (c >= 'a' && c <= 'z') {
            return c - 'a' + 26;
        }
        if (c >= '0' && c <= '9') {
            return c - '0' + 52;
        }
        return c == '+' ? 62 : c == '/' ? 63 : -1;
    }

    private static int known(char c, int value) throws EjsonException {
        if (c == '=') {
            throw new EjsonException("Base64 that is filled up before its second character");
        }
        return Math.max(0, value);
    }

    private void put(int bits) {
        if (size < bytes.length) {
            bytes[size++] = (byte) bits;
        }
    }

    byte[] bytes() {
        return bytes;
    }
}
