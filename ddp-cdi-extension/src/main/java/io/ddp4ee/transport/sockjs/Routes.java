package io.ddp4ee.transport.sockjs;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** Which handler a request is for. */
final class Routes {

    private static final Pattern OF_SESSION = Pattern.compile("/[^/.]+/([^/.]+)(/[^/.]+)/?");
    private static final String PREFIX = "/*/*";

    private final Map<String, Map<String, Exchange.Handler>> handlers = new LinkedHashMap<>();

    Routes on(String method, String path, Exchange.Handler handler) {
        handlers.computeIfAbsent(path, absent -> new LinkedHashMap<>()).put(method, handler);
        return this;
    }

    /** @param path the last part of the path, as in {@code /xhr}; before it are those of the server and the session */
    Routes onSession(String method, String path, Exchange.Handler handler) {
        return on(method, PREFIX + path, handler);
    }

    void handle(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getPathInfo() == null ? "/" : request.getPathInfo();
        Matcher ofSession = OF_SESSION.matcher(path);
        boolean isOfSession = ofSession.matches();
        String route = isOfSession ? PREFIX + ofSession.group(2) : path.replaceFirst("(?<=.)/$", "");
        Map<String, Exchange.Handler> byMethod = handlers.get(route);
        // Which some containers have made one of.
        boolean hasTwoSlashes = request.getRequestURI().endsWith("//");
        if (byMethod == null || hasTwoSlashes) {
            Exchange.notFound(response);
            return;
        }
        Exchange.Handler handler = byMethod.get(request.getMethod());
        if (handler == null) {
            response.setStatus(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
            response.setHeader("Allow", String.join(", ", byMethod.keySet()));
            return;
        }
        handler.handle(new Exchange(request, response, isOfSession ? ofSession.group(1) : ""));
    }
}
