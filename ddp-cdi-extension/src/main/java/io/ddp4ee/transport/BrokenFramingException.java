package io.ddp4ee.transport;

/** A frame of a client cannot be taken apart. */
final class BrokenFramingException extends Exception {
    private static final long serialVersionUID = 1L;

    /** SockJS's code for it. */
    static final int CODE = 3000;

    BrokenFramingException() {
        super("Broken framing.", null, false, false);
    }
}
