package io.ddp4ee.message;

import jakarta.annotation.Nullable;

/** A message that the client is answered {@code error} for; the session goes on. */
public final class MalformedMessage extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Object echo;

    MalformedMessage(String reason) {
        this(reason, (Object) null);
    }

    /** @param offending the message to show the client */
    public MalformedMessage(String reason, Incoming offending) {
        this(reason, offending.echo());
    }

    /** @param echo what to show the client of its message, if that could be read */
    MalformedMessage(String reason, @Nullable Object echo) {
        super(reason, null, false, false);
        this.echo = echo;
    }

    public ServerMessage answer() {
        return new ServerMessage.ErrorReply(getMessage(), echo);
    }
}
