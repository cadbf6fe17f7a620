package io.ddp4ee.accounts.store;

/** There is no scheduler. */
public final class NoSweep extends ExpirySweep {

    @Override
    public void start() {}
}
