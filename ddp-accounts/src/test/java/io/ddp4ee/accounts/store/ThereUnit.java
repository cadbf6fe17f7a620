package io.ddp4ee.accounts.store;

/** A persistence unit that nobody asks for more than whether it is there. */
public final class ThereUnit extends AccountsUnit {

    @Override
    public boolean isThere() {
        return true;
    }
}
