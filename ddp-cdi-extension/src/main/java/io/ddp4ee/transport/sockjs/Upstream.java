package io.ddp4ee.transport.sockjs;

import java.io.IOException;
import java.util.function.BiFunction;

import jakarta.servlet.http.HttpServletResponse;

/** Requests that bring what the client says. */
final class Upstream {

    private final AsyncRequests requests;

    Upstream(AsyncRequests requests) {
        this.requests = requests;
    }

    void xhrSend(Exchange exchange) throws IOException {
        Headers.allowOrigin(exchange.request(), exchange.response());
        read(exchange, Payload::ofText, () -> {
            exchange.response().setContentType("text/plain; charset=UTF-8");
            exchange.response().setStatus(HttpServletResponse.SC_NO_CONTENT);
        });
    }

    void jsonpSend(Exchange exchange) throws IOException {
        read(exchange, Payload::ofForm, () -> exchange.answer(HttpServletResponse.SC_OK, "ok"));
    }

    /** How a request is answered that was good. */
    private interface Thanks {
        void say() throws IOException;
    }

    private void read(Exchange exchange, BiFunction<String, String, Payload> reader, Thanks thanks) throws IOException {
        Headers.immediate(exchange.response());
        SockJsSessions sessions = requests.sessions(exchange);
        if (sessions == null) {
            return;
        }
        // Before a byte is read: what a stranger sends is not worth it.
        SockJsSession session = sessions.known(exchange.session(), requests.handshake(exchange));
        if (session == null) {
            exchange.notFound();
            return;
        }
        RequestBody.read(AsyncRequests.start(exchange, session.patience()), session::most, new RequestBody.Handler() {
            @Override
            public void read(String body) throws IOException {
                Payload payload = reader.apply(exchange.request().getContentType(), body);
                if (payload.mistake() != null) {
                    exchange.answer(HttpServletResponse.SC_INTERNAL_SERVER_ERROR, payload.mistake());
                } else if (session.isOver()) {
                    exchange.notFound();
                } else {
                    session.receive(payload.messages());
                    thanks.say();
                }
            }

            @Override
            public void tooLarge() {
                session.refuse();
                exchange.response().setStatus(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
            }
        });
    }
}
