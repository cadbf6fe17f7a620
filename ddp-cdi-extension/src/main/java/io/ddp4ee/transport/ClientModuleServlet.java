package io.ddp4ee.transport;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** Serves the browser module of this jar to any page of the application, and the page that looks inside where there is one. */
public final class ClientModuleServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private static final List<String> MODULE = List.of("client.js");
    private static final List<String> PAGE = List.of("inspection.html", "inspection.css", "inspection.js");

    private record Served(String type, String text, String tag) {}

    private final List<String> names = new ArrayList<>(MODULE);
    private final transient Map<String, Served> byPath = new HashMap<>();

    /** @param inspection whether there is something to see for the page that looks inside */
    public ClientModuleServlet(boolean inspection) {
        if (inspection) {
            names.addAll(PAGE);
        }
    }

    @Override
    public void init() throws ServletException {
        for (String name : names) {
            try (InputStream stream = ClientModuleServlet.class.getResourceAsStream(name)) {
                byte[] bytes = stream.readAllBytes();
                byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
                String tag = "\"" + HexFormat.of().formatHex(digest, 0, 12) + "\"";
                byPath.put("/" + name, new Served(type(name), new String(bytes, StandardCharsets.UTF_8), tag));
            } catch (IOException | NoSuchAlgorithmException e) {
                throw new ServletException("The browser module cannot be read", e);
            }
        }
    }

    private static String type(String name) {
        return name.endsWith(".js") ? "text/javascript" : name.endsWith(".css") ? "text/css" : "text/html";
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Served served = byPath.get(request.getPathInfo());
        if (served == null) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        response.setHeader("ETag", served.tag());
        response.setHeader("Cache-Control", "no-cache");
        if (served.tag().equals(request.getHeader("If-None-Match"))) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        response.setContentType(served.type());
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        byte[] body = served.text().getBytes(StandardCharsets.UTF_8);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
