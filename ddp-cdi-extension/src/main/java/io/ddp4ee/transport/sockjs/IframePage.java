package io.ddp4ee.transport.sockjs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import io.ddp4ee.transport.Origins;

/** The hidden frame through which clients of other sites make their requests where there is no CORS. */
final class IframePage {

    private final byte[] page;
    private final String framing;
    private final String tag;

    /** @param framing whose pages may have it in a frame, as {@code frame-ancestors} has it */
    IframePage(String clientUrl, String framing) {
        this.framing = framing;
        String address = clientUrl.replace("&", "&amp;").replace("\"", "&quot;").replace("<", "&lt;");
        page = """
                <!doctype html>
                <html>
                <head>
                  <meta charset="UTF-8">
                  <title>SockJS</title>
                  <script src="%s"></script>
                  <script>
                    document.domain = document.domain
                    SockJS.bootstrap_iframe()
                  </script>
                </head>
                <body></body>
                </html>
                """.formatted(address).getBytes(StandardCharsets.UTF_8);
        CRC32 sum = new CRC32();
        sum.update(page);
        // Some browsers keep the headers that belong to the body that they have.
        sum.update(framing.getBytes(StandardCharsets.UTF_8));
        tag = "\"" + Long.toHexString(sum.getValue()) + "\"";
    }

    void serve(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!request.getMethod().equals("GET")) {
            response.setStatus(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
            response.setHeader("Allow", "GET");
            return;
        }
        Headers.cacheable(response);
        response.setHeader("ETag", tag);
        response.setHeader("Content-Security-Policy", "frame-ancestors " + framing);
        if (framing.equals(Origins.SELF)) {
            // For browsers that do not know the other; more than this it cannot tell.
            response.setHeader("X-Frame-Options", "SAMEORIGIN");
        }
        // By which requests from here are known.
        response.setHeader("Referrer-Policy", "same-origin");
        if (tag.equals(request.getHeader("If-None-Match"))) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        response.setContentType("text/html; charset=UTF-8");
        response.setContentLength(page.length);
        response.getOutputStream().write(page);
    }
}
