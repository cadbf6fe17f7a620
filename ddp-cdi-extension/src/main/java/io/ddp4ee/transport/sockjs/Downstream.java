package io.ddp4ee.transport.sockjs;

import java.io.IOException;
import java.time.Duration;
import java.util.regex.Pattern;

import jakarta.annotation.Nullable;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import io.ddp4ee.session.Handshake;

/** Requests that wait for what the server says. */
final class Downstream {

    /** What is put into a script as it is. */
    private static final Pattern CALLBACK = Pattern.compile("[a-zA-Z0-9\\-_.]{0,32}");

    private final AsyncRequests requests;

    Downstream(AsyncRequests requests) {
        this.requests = requests;
    }

    void xhr(Exchange exchange) throws IOException {
        Headers.allowOrigin(exchange.request(), exchange.response());
        open(exchange, FrameStyle.POLLING, "");
    }

    void xhrStreaming(Exchange exchange) throws IOException {
        Headers.allowOrigin(exchange.request(), exchange.response());
        open(exchange, FrameStyle.STREAMING, "");
    }

    void eventSource(Exchange exchange) throws IOException {
        Headers.allowOriginOrNone(exchange.request(), exchange.response());
        open(exchange, FrameStyle.EVENT_SOURCE, "");
    }

    void htmlFile(Exchange exchange) throws IOException {
        openWithCallback(exchange, FrameStyle.HTML_FILE);
    }

    void jsonp(Exchange exchange) throws IOException {
        exchange.response().setHeader("X-Content-Type-Options", "nosniff");
        openWithCallback(exchange, FrameStyle.JSONP);
    }

    private void openWithCallback(Exchange exchange, FrameStyle style) throws IOException {
        String callback = callback(exchange.request());
        if (callback == null) {
            Headers.immediate(exchange.response());
            exchange.answer(HttpServletResponse.SC_INTERNAL_SERVER_ERROR, "\"callback\" parameter required");
        } else if (!CALLBACK.matcher(callback).matches()) {
            Headers.immediate(exchange.response());
            exchange.answer(HttpServletResponse.SC_INTERNAL_SERVER_ERROR, "invalid \"callback\" parameter");
        } else {
            open(exchange, style, callback);
        }
    }

    @Nullable
    private static String callback(HttpServletRequest request) {
        String shortly = request.getParameter("c");
        return shortly == null ? request.getParameter("callback") : shortly;
    }

    private void open(Exchange exchange, FrameStyle style, String callback) throws IOException {
        Headers.immediate(exchange.response());
        SockJsSessions sessions = requests.sessions(exchange);
        if (sessions == null) {
            return;
        }
        Handshake handshake = requests.handshake(exchange);
        SockJsSession session = sessions.open(exchange.session(), handshake);
        if (session == null) {
            exchange.notFound();
            return;
        }
        requests.stick(exchange, session);
        exchange.response().setContentType(style.contentType());
        Receiver receiver = new Receiver(AsyncRequests.start(exchange, Duration.ZERO), style, callback);
        FrameSource source = session.attach(receiver);
        while (source == null) {
            // It has ended just now.
            session = sessions.open(exchange.session(), handshake);
            source = session == null ? Refusal.ANOTHER_IS_OPEN : session.attach(receiver);
        }
        receiver.begin(source);
    }
}
