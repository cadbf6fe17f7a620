package io.ddp4ee.session;

import java.net.URI;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.annotation.Nullable;

/**
 * What is known of a client from its connection request.
 *
 * @param principal whom the container has authenticated; null for nobody
 * @param roles those of the declared roles that the principal has
 */
public record Handshake(
        URI requestUri,
        Map<String, List<String>> headers,
        String clientAddress,
        @Nullable Principal principal,
        Set<String> roles) {}
