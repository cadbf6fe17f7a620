package io.ddp4ee.session;

import java.util.List;

import jakarta.annotation.Nullable;

import io.ddp4ee.message.ClientMessage.Connect;

/** The versions of DDP that this server speaks. */
final class Versions {

    private static final List<String> SPOKEN = List.of("1", "pre2", "pre1");

    private Versions() {}

    /** The best that the client has proposed; null if it has to propose {@link #best another}. */
    @Nullable
    static String agreed(Connect connect) {
        return isReadable(connect) && best(connect).equals(connect.version()) ? connect.version() : null;
    }

    /** The first of the client's that is spoken here; ours if there is none. */
    static String best(Connect connect) {
        return isReadable(connect)
                ? connect.support().stream()
                        .filter(SPOKEN::contains)
                        .findFirst()
                        .orElse(SPOKEN.get(0))
                : SPOKEN.get(0);
    }

    private static boolean isReadable(Connect connect) {
        return connect.version() != null
                && connect.support() != null
                && connect.support().contains(connect.version());
    }

    static boolean hasHeartbeats(String version) {
        return !version.equals("pre1");
    }
}
