package io.ddp4ee.test;

import java.util.Map;

/** An error that the server has answered. */
public final class DdpErrorException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Map<?, ?> members;

    DdpErrorException(Map<?, ?> members) {
        super(String.valueOf(members.get("message")));
        this.members = members;
    }

    /** The same error, thrown where it is waited for. */
    DdpErrorException(DdpErrorException cause) {
        super(cause.getMessage(), cause);
        this.members = cause.members;
    }

    /** The code: a Long or a String. */
    public Object error() {
        return members.get("error");
    }

    public String reason() {
        return (String) members.get("reason");
    }

    public Object details() {
        return members.get("details");
    }
}
