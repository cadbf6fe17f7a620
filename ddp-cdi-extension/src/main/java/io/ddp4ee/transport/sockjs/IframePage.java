package io.ddp4ee.transport.sockjs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** The hidden frame through which clients of other sites make their requests where there is no CORS. */
final class IframePage {

    private final byte[] page;
    private final String tag;

    IframePage(String clientUrl) {
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
        tag = "\"" + Long.toHexString(sum.getValue()) + "\"";
    }

    void serve(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Headers.cacheable(response);
        response.setHeader("ETag", tag);
        if (tag.equals(request.getHeader("If-None-Match"))) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        response.setContentType("text/html; charset=UTF-8");
        response.setContentLength(page.length);
        response.getOutputStream().write(page);
    }
}
