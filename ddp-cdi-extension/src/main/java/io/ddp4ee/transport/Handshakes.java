package io.ddp4ee.transport;

import java.net.URI;
import java.net.URISyntaxException;
import java.security.Principal;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

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
    private final Origins origins;
    private final ClientAddress clientAddress;

    @SuppressWarnings("ThreadLocalUsage") // Not static: it goes with the application, while the threads stay.
    private final ThreadLocal<Peer> peer = new ThreadLocal<>();

    @SuppressWarnings("ThreadLocalUsage")
    private final ThreadLocal<Handshake> handshake = new ThreadLocal<>();

    /** What the WebSocket API does not show of a request, or not in time. */
    private record Peer(String address, String host, boolean secure) {}

    /**
     * @param roles those that the application declares, as they can be asked for during the handshake only
     * @param proxies how many there are between clients and the server
     */
    public Handshakes(Set<String> roles, Origins origins, int proxies) {
        this.roles = Set.copyOf(roles);
        this.origins = origins;
        this.clientAddress = new ClientAddress(proxies);
    }

    /** Of the request that this thread handles. */
    boolean allowWebSocket(@Nullable String origin) {
        Peer present = peer.get();
        return origins.allow(origin, present == null ? null : present.host());
    }

    public boolean allow(HttpServletRequest request) {
        return RequestingPage.of(request::getHeader).isAllowedBy(origins);
    }

    /** Whose pages may have one of ours in a frame. */
    public String framing() {
        return origins.framing();
    }

    @Override
    public void requestInitialized(ServletRequestEvent event) {
        // Left by an upgrade that failed after its handshake.
        handshake.remove();
        if (event.getServletRequest() instanceof HttpServletRequest request && request.getHeader("Upgrade") != null) {
            peer.set(peer(request));
        }
    }

    private static Peer peer(HttpServletRequest request) {
        return new Peer(request.getRemoteAddr(), request.getHeader("Host"), request.isSecure());
    }

    @Override
    public void requestDestroyed(ServletRequestEvent event) {
        // Not the handshake: on some servers the request is over before its WebSocket opens.
        peer.remove();
    }

    void begin(HandshakeRequest request) {
        Peer from = peer.get();
        handshake.set(handshake(
                from == null ? request.getRequestURI() : absolute("ws", from, request.getRequestURI()),
                request.getHeaders(),
                from == null ? "" : from.address(),
                request.getUserPrincipal(),
                request::isUserInRole));
    }

    /** What a request tells that is no handshake of a WebSocket. */
    public Handshake of(HttpServletRequest request) {
        Map<String, List<String>> headers = new HashMap<>();
        for (String name : Collections.list(request.getHeaderNames())) {
            headers.put(name, Collections.list(request.getHeaders(name)));
        }
        return handshake(
                absolute("http", peer(request), uri(request)),
                headers,
                request.getRemoteAddr(),
                request.getUserPrincipal(),
                request::isUserInRole);
    }

    private static URI uri(HttpServletRequest request) {
        String query = request.getQueryString();
        try {
            return new URI(request.getRequestURI() + (query == null ? "" : "?" + query));
        } catch (URISyntaxException e) {
            // Some servers let pass what is no URI.
            return URI.create(request.getContextPath() + request.getServletPath());
        }
    }

    /** Some containers tell no more of a URI than its path; whether it is encrypted is known of the request only. */
    private static URI absolute(String scheme, Peer peer, URI uri) {
        String query = uri.getRawQuery();
        try {
            return new URI(scheme + (peer.secure() ? "s" : "") + "://" + peer.host() + uri.getRawPath()
                    + (query == null ? "" : "?" + query));
        } catch (URISyntaxException e) {
            // What a client calls a host may be none.
            return uri;
        }
    }

    private Handshake handshake(
            URI uri,
            Map<String, List<String>> headers,
            String from,
            @Nullable Principal user,
            Predicate<String> hasRole) {
        boolean isOwn = RequestingPage.of(name -> first(headers, name)).isOfSameOrigin();
        Principal principal = isOwn ? user : null;
        Set<String> granted = new LinkedHashSet<>();
        if (principal != null) {
            roles.stream().filter(hasRole).forEach(granted::add);
        }
        Map<String, List<String>> kept = kept(headers);
        String address = clientAddress.of(from, kept.getOrDefault("x-forwarded-for", List.of()));
        return new Handshake(uri, kept, address, principal, Set.copyOf(granted));
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

    @Nullable
    private static String first(Map<String, List<String>> headers, String name) {
        for (Map.Entry<String, List<String>> header : headers.entrySet()) {
            if (header.getKey().equalsIgnoreCase(name) && !header.getValue().isEmpty()) {
                return header.getValue().get(0);
            }
        }
        return null;
    }

    private static Map<String, List<String>> kept(Map<String, List<String>> headers) {
        Map<String, List<String>> kept = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach((name, values) -> {
            if (HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
                kept.put(name, List.copyOf(values));
            }
        });
        return Collections.unmodifiableMap(kept);
    }
}
