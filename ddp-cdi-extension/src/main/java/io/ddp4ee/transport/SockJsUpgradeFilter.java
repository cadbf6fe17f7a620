package io.ddp4ee.transport;

import java.io.IOException;
import java.util.regex.Pattern;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** Refuses a WebSocket of a server or session with a dot in its name, which there is none of: containers match any. */
public final class SockJsUpgradeFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;

    private static final Pattern DOTTED =
            Pattern.compile(".*/sockjs/(?:[^/]*\\.[^/]*/[^/]+|[^/]+/[^/]*\\.[^/]*)/websocket/?");

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (UpgradeFilter.isUpgrade(request)
                && DOTTED.matcher(request.getRequestURI()).matches()) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
        } else {
            chain.doFilter(request, response);
        }
    }
}
