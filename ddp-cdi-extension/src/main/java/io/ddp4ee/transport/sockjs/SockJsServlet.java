package io.ddp4ee.transport.sockjs;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import jakarta.annotation.Nullable;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import io.ddp4ee.ejson.Ejson;
import io.ddp4ee.transport.Handshakes;
import io.ddp4ee.transport.UpgradeFilter;

/** All of SockJS but its WebSocket. */
public final class SockJsServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private static final Pattern IFRAME = Pattern.compile("/iframe[0-9-.a-z_]*.html/?");

    private final transient SecureRandom random = new SecureRandom();
    private final transient SockJsOptions options;
    private final transient Handshakes handshakes;
    private final transient IframePage iframe;
    private final transient Routes routes;

    /** @param sessions gives null while nothing can be served */
    public SockJsServlet(Supplier<SockJsSessions> sessions, Handshakes handshakes, SockJsOptions options) {
        this.handshakes = handshakes;
        this.options = options;
        this.iframe = new IframePage(options.clientUrl(), handshakes.framing());
        AsyncRequests requests = new AsyncRequests(sessions, handshakes, options);
        Downstream down = new Downstream(requests);
        Upstream up = new Upstream(requests);
        Exchange.Handler allowed = exchange -> allow(exchange, "OPTIONS, POST");
        Exchange.Handler webSocket = exchange -> webSocket(exchange.response());
        this.routes = new Routes()
                .on("GET", "/", exchange -> exchange.answer(HttpServletResponse.SC_OK, "Welcome to SockJS!\n"))
                .on("OPTIONS", "/info", exchange -> allow(exchange, "OPTIONS, GET"))
                .on("GET", "/info", this::info)
                .on("GET", "/websocket", webSocket)
                .onSession("GET", "/websocket", webSocket)
                .onSession("GET", "/jsonp", down::jsonp)
                .onSession("POST", "/jsonp_send", up::jsonpSend)
                .onSession("POST", "/xhr", down::xhr)
                .onSession("OPTIONS", "/xhr", allowed)
                .onSession("POST", "/xhr_send", up::xhrSend)
                .onSession("OPTIONS", "/xhr_send", allowed)
                .onSession("POST", "/xhr_streaming", down::xhrStreaming)
                .onSession("OPTIONS", "/xhr_streaming", allowed)
                .onSession("GET", "/eventsource", down::eventSource)
                .onSession("GET", "/htmlfile", down::htmlFile);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (isIframe(request.getPathInfo())) {
            // Says itself whose pages may use it: they ask for it without an origin, and caches keep it.
            iframe.serve(request, response);
        } else if (!handshakes.allow(request)) {
            Exchange.answer(response, HttpServletResponse.SC_FORBIDDEN, "");
        } else {
            routes.handle(request, response);
        }
    }

    private static boolean isIframe(@Nullable String path) {
        return path != null && IFRAME.matcher(path).matches();
    }

    private void info(Exchange exchange) throws IOException {
        HttpServletResponse response = exchange.response();
        Headers.allowOrigin(exchange.request(), response);
        Headers.immediate(response);
        response.setContentType("application/json; charset=UTF-8");
        response.getOutputStream()
                .print("{\"websocket\":" + options.webSocket() + ",\"origins\":[\"*:*\"],\"cookie_needed\":"
                        + options.sticky() + ",\"entropy\":" + Ejson.print(Integer.toUnsignedLong(random.nextInt()))
                        + "}");
    }

    private void allow(Exchange exchange, String methods) {
        Headers.allowOrigin(exchange.request(), exchange.response());
        Headers.allowMethods(exchange.response(), methods);
        exchange.response().setStatus(HttpServletResponse.SC_NO_CONTENT);
    }

    /** Of whoever does not ask for one, or may not have it. */
    private void webSocket(HttpServletResponse response) throws IOException {
        if (options.webSocket()) {
            UpgradeFilter.refuse(response);
        } else {
            Exchange.notFound(response);
        }
    }
}
