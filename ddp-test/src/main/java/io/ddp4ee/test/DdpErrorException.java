package io.ddp4ee.test;

import java.util.Map;

/**
 * An error that the server has answered.
 *
 * <pre>{@code
 * DdpErrorException refused = assertThrows(DdpErrorException.class, () -> client.call("buy", "1"));
 * assertEquals("out-of-stock", refused.error());
 * }</pre>
 */
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

    /** The sentence for people; null for none. */
    public String reason() {
        return (String) members.get("reason");
    }

    /** What else was said; null for nothing. */
    public Object details() {
        return members.get("details");
    }
}
