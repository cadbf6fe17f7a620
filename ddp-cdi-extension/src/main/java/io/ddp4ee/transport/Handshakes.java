package io.ddp4ee.transport;

import java.net.URI;
import java.net.URISyntaxException;
import java.security.Principal;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import jakarta.annotation.Nullable;
import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.websocket.Session;
import jakarta.websocket.server.HandshakeRequest;

import io.ddp4ee.session.Handshake;

/**
 * Keeps what a connection request tells until its WebSocket opens.
 *
 * <p>The WebSocket API shows neither the client's address, nor the request to the endpoint; and the properties of an
 * endpoint's configuration are shared by all handshakes on some servers. What can be relied on is that request, handshake
 * and opening follow each other on one thread.
 */
public final class Handshakes implements ServletRequestListener {

    /** What Meteor keeps for {@code connection.httpHeaders}: nothing that is a secret. */
    private static final Set<String> HEADERS = Set.of(
            "referer",
            "x-client-ip",
            "x-forwarded-for",
            "x-forwarded-host",
            "x-forwarded-port",
            "x-cluster-client-ip",
            "via",
            "x-real-ip",
            "x-forwarded-proto",
            "x-ssl",
            "dnt",
            "host",
            "user-agent",
            "accept-language");

    private final Set<String> roles;

    @SuppressWarnings("ThreadLocalUsage") // Not static: it goes with the application, while the threads stay.
    private final ThreadLocal<String> address = new ThreadLocal<>();

    @SuppressWarnings("ThreadLocalUsage")
    private final ThreadLocal<Handshake> handshake = new ThreadLocal<>();

    /** @param roles those that the application declares, as they can be asked for during the handshake only */
    public Handshakes(Set<String> roles) {
        this.roles = Set.copyOf(roles);
    }

    @Override
    public void requestInitialized(ServletRequestEvent event) {
        // Left by an upgrade that failed after its handshake.
        handshake.remove();
        if (event.getServletRequest() instanceof HttpServletRequest request && request.getHeader("Upgrade") != null) {
            address.set(request.getRemoteAddr());
        }
    }

    @Override
    public void requestDestroyed(ServletRequestEvent event) {
        // Not the handshake: on some servers the request is over before its WebSocket opens.
        address.remove();
    }

    void begin(HandshakeRequest request) {
        boolean trusted = isOfSameOrigin(request);
        Principal principal = trusted ? request.getUserPrincipal() : null;
        Set<String> granted = new LinkedHashSet<>();
        if (principal != null) {
            roles.stream().filter(request::isUserInRole).forEach(granted::add);
        }
        String from = address.get();
        handshake.set(new Handshake(
                request.getRequestURI(), headers(request), from == null ? "" : from, principal, Set.copyOf(granted)));
    }

    Handshake take(Session webSocket) {
        Handshake taken = handshake.get();
        handshake.remove();
        return taken != null && isOf(taken, webSocket)
                ? taken
                : new Handshake(webSocket.getRequestURI(), Map.of(), "", null, Set.of());
    }

    /** Should a container open a WebSocket on another thread after all, nobody becomes somebody else. */
    private static boolean isOf(Handshake taken, Session webSocket) {
        Principal user = webSocket.getUserPrincipal();
        return taken.principal() == null
                || (user != null && user.getName().equals(taken.principal().getName()));
    }

    /** A browser sends the user's credentials along whatever page opens the socket: another site's must not count. */
    private static boolean isOfSameOrigin(HandshakeRequest request) {
        String origin = first(request, "Origin");
        String host = first(request, "Host");
        return origin == null || (host != null && host.equalsIgnoreCase(authority(origin)));
    }

    /** Null for an origin that has none, such as that of a file or of a sandboxed frame. */
    @Nullable
    private static String authority(String origin) {
        try {
            return new URI(origin).getAuthority();
        } catch (URISyntaxException e) {
            return null;
        }
    }

    private static String first(HandshakeRequest request, String name) {
        for (Map.Entry<String, List<String>> header : request.getHeaders().entrySet()) {
            if (header.getKey().equalsIgnoreCase(name) && !header.getValue().isEmpty()) {
                return header.getValue().get(0);
            }
        }
        return null;
    }

    private static Map<String, List<String>> headers(HandshakeRequest request) {
        Map<String, List<String>> kept = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        request.getHeaders().forEach((name, values) -> {
            if (HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
                kept.put(name, List.copyOf(values));
            }
        });
        return Collections.unmodifiableMap(kept);
    }
}
