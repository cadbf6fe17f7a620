package io.ddp4ee.session;

/** Why the server closes a connection, in the codes of RFC 6455. */
public final class CloseCode {

    /** Whatever DDP itself decides: Meteor knows no other. */
    public static final int NORMAL = 1000;

    /** The server, or this application, goes away. */
    public static final int GOING_AWAY = 1001;

    /** A message is not what its kind of frame has to be. */
    public static final int NOT_CONSISTENT = 1007;

    /** The client has broken a limit. */
    public static final int POLICY = 1008;

    /** The client has sent a message that is too large. */
    public static final int TOO_BIG = 1009;

    /** The client does not read what it is sent. */
    public static final int TRY_AGAIN_LATER = 1013;

    private CloseCode() {}
}
