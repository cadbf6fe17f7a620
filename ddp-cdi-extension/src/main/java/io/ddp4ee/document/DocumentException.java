package io.ddp4ee.document;

/** Rows cannot be made documents, and it is neither the database's nor the client's fault. */
public final class DocumentException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DocumentException(String message) {
        super(message);
    }

    DocumentException(String message, Throwable cause) {
        super(message, cause);
    }
}
