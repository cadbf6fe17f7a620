package io.ddp4ee.accounts.jwt;

import java.time.Instant;
import java.util.Set;

/** Whom a token tells of, as MicroProfile JWT names them, and until when. */
public record JwtCaller(String name, Set<String> groups, Instant expiresAt) {}
