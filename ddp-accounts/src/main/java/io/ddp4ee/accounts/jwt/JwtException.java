package io.ddp4ee.accounts.jwt;

/** A token is good for nothing. Its message does not have the token. */
final class JwtException extends Exception {

    JwtException(String message) {
        super(message);
    }
}
