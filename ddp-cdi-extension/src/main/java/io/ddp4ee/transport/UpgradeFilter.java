package io.ddp4ee.transport;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Answers whoever asks for a WebSocket's address without wanting a WebSocket. No servlet: that might stand in the way of the
 * container's own part for WebSockets.
 */
public final class UpgradeFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;

    private final transient Handshakes handshakes;

    public UpgradeFilter(Handshakes handshakes) {
        this.handshakes = handshakes;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!request.getMethod().equals("GET")) {
            response.setStatus(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
            response.setHeader("Allow", "GET");
        } else if (!isUpgrade(request)) {
            refuse(response);
        } else if (handshakes.allow(request)) {
            chain.doFilter(request, response);
        } else {
            // WildFly would look for another resource by that name.
            response.setStatus(HttpServletResponse.SC_FORBIDDEN);
        }
    }

    static boolean isUpgrade(HttpServletRequest request) {
        return "websocket".equalsIgnoreCase(request.getHeader("Upgrade"));
    }

    public static void refuse(HttpServletResponse response) throws IOException {
        response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
        response.setContentType("text/plain; charset=UTF-8");
        response.getWriter().print("Not a valid websocket request");
    }
}
