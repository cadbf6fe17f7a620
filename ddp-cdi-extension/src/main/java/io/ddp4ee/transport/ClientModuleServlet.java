package io.ddp4ee.transport;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** Serves the browser module of this jar to any page of the application. */
public final class ClientModuleServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private static final String MODULE = "/client.js";

    private transient byte[] module;
    private String tag;

    @Override
    public void init() throws ServletException {
        try (InputStream stream = ClientModuleServlet.class.getResourceAsStream("client.js")) {
            module = stream.readAllBytes();
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(module);
            tag = "\"" + HexFormat.of().formatHex(digest, 0, 12) + "\"";
        } catch (IOException | NoSuchAlgorithmException e) {
            throw new ServletException("The browser module cannot be read", e);
        }
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!MODULE.equals(request.getPathInfo())) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        response.setHeader("ETag", tag);
        response.setHeader("Cache-Control", "no-cache");
        if (tag.equals(request.getHeader("If-None-Match"))) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        response.setContentType("text/javascript");
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.setContentLength(module.length);
        response.getOutputStream().write(module);
    }
}
