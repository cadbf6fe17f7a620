package io.ddp4ee.it.accounts;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** An authenticator, made from the standards: RFC 6238 over RFC 4648. The codes that it shows stay the same, whenever it is asked. */
public final class TimeCodes {

    private static final String DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int SECONDS = 30;
    private static final int MODULUS = 1_000_000;

    private final byte[] secret;
    private final long step = Instant.now().getEpochSecond() / SECONDS;

    public TimeCodes(String secret) {
        ByteBuffer bytes = ByteBuffer.allocate(secret.length() * 5 / 8);
        for (int from = 0; from < secret.length(); from += 8) {
            long group = 0;
            for (int i = from; i < from + 8; i++) {
                group = group << 5 | DIGITS.indexOf(secret.charAt(i));
            }
            for (int shift = 32; shift >= 0; shift -= 8) {
                bytes.put((byte) (group >> shift));
            }
        }
        this.secret = bytes.array();
    }

    /** Of now. */
    public String earlier() {
        return code(step);
    }

    /** Of the next half minute. */
    public String later() {
        return code(step + 1);
    }

    private String code(long counter) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret, "HmacSHA1"));
            byte[] hash =
                    mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(counter).array());
            int number = ByteBuffer.wrap(hash).getInt(hash[hash.length - 1] & 0xF) & Integer.MAX_VALUE;
            return "%06d".formatted(number % MODULUS);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
