package io.ddp4ee.mutation;

/** An operator cannot work on what it finds, or with what it is given. */
final class UnfitException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnfitException() {
        super(null, null, false, false);
    }
}
