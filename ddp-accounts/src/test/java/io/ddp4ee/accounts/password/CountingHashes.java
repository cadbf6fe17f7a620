package io.ddp4ee.accounts.password;

import jakarta.annotation.Nullable;

/** Counts the computations of bcrypt, which are what a login takes its time for. */
public final class CountingHashes extends PasswordHashes {

    private int computations;

    public int computations() {
        return computations;
    }

    @Override
    public String hash(String digest) {
        computations++;
        return super.hash(digest);
    }

    @Override
    public boolean matches(String digest, @Nullable String hash) {
        computations++;
        return super.matches(digest, hash);
    }
}
