package io.ddp4ee;

import java.io.Serializable;
import java.util.Objects;

import jakarta.annotation.Nullable;
import jakarta.ejb.ApplicationException;

/**
 * An error that the client is told: from a method in its {@code result}, from a publication in {@code nosub}. The
 * transaction rolls back. Meteor clients receive it as {@code Meteor.Error(error, reason, details)}.
 *
 * <pre>{@code
 * if (stock < wanted) {
 *     throw new DdpException("out-of-stock", "Only " + stock + " left", Map.of("stock", stock));
 * }
 * }</pre>
 *
 * <p>Other exceptions tell the client nothing but {@code 500 Internal server error} (the log has the rest), except those
 * that a {@link DdpExceptionMapper} translates, and these: a {@code ConstraintViolationException} is
 * {@code validation-error} with details {@code [{name, type, message}]}, an {@code OptimisticLockException} is
 * 409 {@code conflict}, a refused caller is 403 {@code Access denied}, unfit parameters are 400 {@code Match failed}.
 */
@ApplicationException(rollback = true)
public class DdpException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** A String or an Integer. */
    private final Serializable error;

    private final String reason;
    private final transient Object details;

    /**
     * An error with a name.
     *
     * @param error a short name for programs, such as {@code out-of-stock}
     * @param reason a sentence for people
     * @param details anything that JSON-B can write
     * @throws NullPointerException if there is no name
     */
    public DdpException(String error, @Nullable String reason, @Nullable Object details) {
        super(message(Objects.requireNonNull(error, "error"), reason));
        this.error = error;
        this.reason = reason;
        this.details = details;
    }

    /**
     * An error with a name, without details.
     *
     * @param error a short name for programs
     * @param reason a sentence for people
     * @throws NullPointerException if there is no name
     */
    public DdpException(String error, @Nullable String reason) {
        this(error, reason, null);
    }

    /**
     * An error with a number.
     *
     * @param error by custom that of the HTTP status with this meaning
     * @param reason a sentence for people
     * @param details anything that JSON-B can write
     */
    public DdpException(int error, @Nullable String reason, @Nullable Object details) {
        super(message(error, reason));
        this.error = error;
        this.reason = reason;
        this.details = details;
    }

    /**
     * An error with a number, without details.
     *
     * @param error by custom that of the HTTP status with this meaning
     * @param reason a sentence for people
     */
    public DdpException(int error, @Nullable String reason) {
        this(error, reason, null);
    }

    private static String message(Object error, String reason) {
        return reason == null || reason.isEmpty() ? "[" + error + "]" : reason + " [" + error + "]";
    }

    /** {@return the name or the number: a {@link String} or an {@link Integer}} */
    public Object error() {
        return error;
    }

    /** {@return the sentence for people, if there is one} */
    @Nullable
    public String reason() {
        return reason;
    }

    /** {@return the details, if there are any; they need not be serialisable, and are not there after serialisation} */
    @Nullable
    public Object details() {
        return details;
    }
}
