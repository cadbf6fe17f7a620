package io.ddp4ee.accounts.twofactor;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import static java.nio.charset.StandardCharsets.US_ASCII;

/** RFC 6238: six digits of HMAC-SHA-1, for each thirty seconds. */
final class Totp {

    private static final int SECONDS = 30;
    private static final int MODULUS = 1_000_000;

    /** Steps that a clock may be wrong, either way. */
    private static final int TOLERANCE = 1;

    private Totp() {}

    static String code(byte[] secret, long step) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret, "HmacSHA1"));
            ByteBuffer hash = ByteBuffer.wrap(
                    mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array()));
            int offset = hash.get(hash.capacity() - 1) & 0xF;
            return "%06d".formatted((hash.getInt(offset) & Integer.MAX_VALUE) % MODULUS);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has it", e);
        }
    }

    static long step(Instant time) {
        return time.getEpochSecond() / SECONDS;
    }

    /** The step that a code is of, if it is of one near a time. */
    static OptionalLong stepOf(byte[] secret, String code, Instant time) {
        OptionalLong found = OptionalLong.empty();
        for (long step = step(time) - TOLERANCE; step <= step(time) + TOLERANCE; step++) {
            if (MessageDigest.isEqual(code(secret, step).getBytes(US_ASCII), code.getBytes(US_ASCII))) {
                found = OptionalLong.of(step);
            }
        }
        return found;
    }
}
