package io.ddp4ee.transport.sockjs;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import jakarta.annotation.Nullable;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletResponse;

import io.ddp4ee.session.Handshake;
import io.ddp4ee.transport.Handshakes;

/** What all requests of sessions have in common: they hold no thread, and are somebody's. */
final class AsyncRequests {

    private static final Logger LOG = System.getLogger(AsyncRequests.class.getName());

    private final Supplier<SockJsSessions> sessions;
    private final Handshakes handshakes;
    private final SockJsOptions options;
    private final AtomicBoolean wasTold = new AtomicBoolean();

    AsyncRequests(Supplier<SockJsSessions> sessions, Handshakes handshakes, SockJsOptions options) {
        this.sessions = sessions;
        this.handshakes = handshakes;
        this.options = options;
    }

    /** Null, and the request is answered, if nothing can be served to it. */
    @Nullable
    SockJsSessions sessions(Exchange exchange) {
        SockJsSessions present = sessions.get();
        boolean isServed = present != null && exchange.request().isAsyncSupported();
        if (!exchange.request().isAsyncSupported() && wasTold.compareAndSet(false, true)) {
            LOG.log(
                    Level.ERROR,
                    () -> "SockJS over HTTP is refused: a filter that "
                            + exchange.request().getRequestURI()
                            + " passes does not support asynchronous requests. Declare it with asyncSupported = true in"
                            + " @WebFilter, or <async-supported>true</async-supported> in web.xml. The application's filters: "
                            + exchange.request()
                                    .getServletContext()
                                    .getFilterRegistrations()
                                    .keySet());
        }
        if (!isServed) {
            exchange.response().setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            return null;
        }
        return present;
    }

    /** A client without cookies must not get an HTTP session with each of its requests. */
    void stick(Exchange exchange, SockJsSession session) {
        if (options.sticky() && session.begins()) {
            var unused = exchange.request().getSession();
        }
    }

    Handshake handshake(Exchange exchange) {
        return handshakes.of(exchange.request());
    }

    /** @param patience after how long it ends; zero for never */
    static AsyncContext start(Exchange exchange, Duration patience) {
        AsyncContext context = exchange.request().startAsync();
        context.setTimeout(patience.toMillis());
        return context;
    }
}
