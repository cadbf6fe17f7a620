package io.ddp4ee.message;

import jakarta.annotation.Nullable;

/** A message that the client is answered {@code error} for; the session goes on. */
public final class MalformedMessage extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Incoming offending;

    MalformedMessage(String reason) {
        this(reason, null);
    }

    /** @param offending the message to show the client, if it could be read */
    public MalformedMessage(String reason, @Nullable Incoming offending) {
        super(reason, null, false, false);
        this.offending = offending;
    }

    public ServerMessage answer() {
        return new ServerMessage.ErrorReply(getMessage(), offending == null ? null : offending.echo());
    }
}
