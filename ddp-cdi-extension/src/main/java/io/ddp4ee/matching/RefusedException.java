package io.ddp4ee.matching;

import io.ddp4ee.matching.Refusal.Reason;

/** A condition cannot be judged in memory; its query is run again instead. */
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;

    public RefusedException(Reason reason, String detail) {
        super(detail);
        this.refusal = new Refusal(reason, detail);
    }

    public Refusal refusal() {
        return refusal;
    }
}
