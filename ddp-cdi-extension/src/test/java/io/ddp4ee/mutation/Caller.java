package io.ddp4ee.mutation;

import java.net.URI;
import java.security.Principal;
import java.util.List;
import java.util.Map;

import io.ddp4ee.DdpSession;
import io.ddp4ee.random.RandomSource;
import io.ddp4ee.random.RandomStreams;

/** One call of a client. */
record Caller(String userId, RandomStreams random) implements DdpSession, RandomSource {

    static Caller of(String userId) {
        return new Caller(userId, new RandomStreams("my seed", () -> "own"));
    }

    @Override
    public String id() {
        return "session";
    }

    @Override
    public Principal principal() {
        return () -> userId;
    }

    @Override
    public boolean isUserInRole(String role) {
        return false;
    }

    @Override
    public String clientAddress() {
        return "10.0.0.1";
    }

    @Override
    public Map<String, List<String>> headers() {
        return Map.of();
    }

    @Override
    public URI requestUri() {
        return URI.create("ws://here/");
    }

    @Override
    public Map<String, Object> attributes() {
        return Map.of();
    }

    @Override
    public void setUserId(String user) {}

    @Override
    public void tieTo(String key) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void unblock() {}

    @Override
    public void close() {}

    @Override
    public void onClose(Runnable action) {}
}
