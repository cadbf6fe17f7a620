package io.ddp4ee.transport.sockjs;

import io.ddp4ee.ejson.Ejson;

/** How frames stand in a response. */
enum FrameStyle {
    POLLING("application/javascript; charset=UTF-8", true),
    STREAMING("application/javascript; charset=UTF-8", false),
    EVENT_SOURCE("text/event-stream", false),
    HTML_FILE("text/html; charset=UTF-8", false),
    JSONP("application/javascript; charset=UTF-8", true);

    /** Less than so much some browsers do not show. */
    private static final int LEAST_OF_PAGE = 1024;

    private static final long MOST_OF_STREAM = 131_072;

    private final String contentType;
    private final boolean isPoll;

    FrameStyle(String contentType, boolean isPoll) {
        this.contentType = contentType;
        this.isPoll = isPoll;
    }

    String contentType() {
        return contentType;
    }

    /** Whether a response is one frame, which then has all messages that there are. */
    boolean isPoll() {
        return isPoll;
    }

    /** After how many characters a response ends: browsers keep all of it, and a new one costs little. */
    long most() {
        return isPoll ? 1 : MOST_OF_STREAM;
    }

    String prelude(String callback) {
        return switch (this) {
            case POLLING, JSONP -> "";
            // Some browsers hand on nothing of less than two kibibytes.
            case STREAMING -> "h".repeat(2048) + "\n";
            case EVENT_SOURCE -> "\r\n";
            case HTML_FILE -> page(callback);
        };
    }

    String shaped(String frame, String callback) {
        return switch (this) {
            case POLLING, STREAMING -> frame + "\n";
            case EVENT_SOURCE -> "data: " + escaped(frame) + "\r\n\r\n";
            case HTML_FILE -> "<script>\np(" + quoted(frame) + ");\n</script>\r\n";
            // The comment keeps a callback's name from being the first bytes of a file of some other kind.
            case JSONP -> "/**/" + callback + "(" + quoted(frame) + ");\r\n";
        };
    }

    private static String escaped(String frame) {
        return frame.replace("%", "%25")
                .replace("\r", "%0D")
                .replace("\n", "%0A")
                .replace("\0", "%00");
    }

    /** For a script, which a message must not end. */
    private static String quoted(String frame) {
        return Ejson.print(frame).replace("<", "\\u003c");
    }

    private static String page(String callback) {
        String page = """
                <!doctype html>
                <html><head><meta charset="UTF-8"><title>SockJS</title></head>
                <body>
                <script>
                  document.domain = document.domain
                  var client = parent.%s
                  client.start()
                  function p (frame) { client.message(frame) }
                  window.onload = function () { client.stop() }
                </script>
                """.formatted(callback);
        return page + " ".repeat(Math.max(0, LEAST_OF_PAGE - page.length())) + "\r\n\r\n";
    }
}
