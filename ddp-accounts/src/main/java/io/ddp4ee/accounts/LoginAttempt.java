package io.ddp4ee.accounts;

import jakarta.annotation.Nullable;

import io.ddp4ee.DdpException;
import io.ddp4ee.DdpSession;

/**
 * Somebody who wants to log in, as far as it has come. An event before it is decided, and what {@link LoginValidator}s are
 * asked about.
 *
 * <pre>{@code
 * void count(@Observes LoginAttempt attempt) {
 *     statistics.count(attempt.type());
 * }
 * }</pre>
 *
 * @param type {@code password}, {@code resume} or that of a {@link LoginKind}
 * @param method that was called
 * @param userId who it is; null if that is not known
 * @param error why it fails; null if it does not so far
 */
public record LoginAttempt(
        String type,
        String method,
        @Nullable String userId,
        @Nullable DdpException error,
        DdpSession session) {

    /** Whether nothing has been found against it yet. */
    public boolean isAllowed() {
        return error == null;
    }
}
