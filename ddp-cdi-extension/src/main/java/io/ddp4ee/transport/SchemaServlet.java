package io.ddp4ee.transport;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import io.ddp4ee.schema.ApplicationSchema;

/** Serves what the application declares, in development. */
public final class SchemaServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    public static final String JSON = "/schema.json";
    public static final String TYPE_SCRIPT = "/schema.d.ts";

    private final transient Supplier<ApplicationSchema> schema;

    /** @param schema gives null while nothing can be served */
    public SchemaServlet(Supplier<ApplicationSchema> schema) {
        this.schema = schema;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        ApplicationSchema current = schema.get();
        if (current == null) {
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            return;
        }
        boolean json = request.getServletPath().endsWith(JSON);
        response.setHeader("Cache-Control", "no-cache");
        // TypeScript has no media type; a browser that is to show it does so.
        response.setContentType(json ? "application/json" : "text/plain");
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        byte[] body = (json ? current.json() : current.typeScript()).getBytes(StandardCharsets.UTF_8);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
