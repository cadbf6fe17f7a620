package io.ddp4ee.transport;

import java.io.IOException;
import java.security.SecureRandom;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import io.ddp4ee.ejson.Ejson;

/** What SockJS clients ask for before they connect. */
public final class SockJsServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient SecureRandom random = new SecureRandom();

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getPathInfo() == null ? "/" : request.getPathInfo();
        switch (path) {
            case "/" -> {
                response.setContentType("text/plain; charset=UTF-8");
                response.getWriter().print("Welcome to SockJS!\n");
            }
            case "/info" -> {
                allowOrigin(request, response);
                response.setContentType("application/json; charset=UTF-8");
                response.setHeader("Cache-Control", "no-store, no-cache, no-transform, must-revalidate, max-age=0");
                response.getWriter()
                        .print("{\"websocket\":true,\"origins\":[\"*:*\"],\"cookie_needed\":false,\"entropy\":"
                                + Ejson.print(Integer.toUnsignedLong(random.nextInt())) + "}");
            }
            default -> response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }

    @Override
    protected void doOptions(HttpServletRequest request, HttpServletResponse response) {
        allowOrigin(request, response);
        response.setHeader("Access-Control-Allow-Methods", "OPTIONS, GET");
        response.setHeader("Access-Control-Max-Age", "31536000");
        response.setHeader("Cache-Control", "public, max-age=31536000");
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }

    /** DDP takes nothing from cookies, so a page of any origin may ask. */
    private static void allowOrigin(HttpServletRequest request, HttpServletResponse response) {
        String origin = request.getHeader("Origin");
        if (origin == null) {
            response.setHeader("Access-Control-Allow-Origin", "*");
        } else {
            response.setHeader("Access-Control-Allow-Origin", origin);
            response.setHeader("Access-Control-Allow-Credentials", "true");
            response.addHeader("Vary", "Origin");
        }
    }
}
