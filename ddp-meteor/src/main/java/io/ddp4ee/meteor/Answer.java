package io.ddp4ee.meteor;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import jakarta.annotation.Nullable;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** One response to a request for something to read. */
final class Answer {

    private static final int YEAR_SECONDS = 31_536_000;

    private static final int BUFFER = 16_384;

    private final HttpServletRequest request;
    private final HttpServletResponse response;

    Answer(HttpServletRequest request, HttpServletResponse response) {
        this.request = request;
        this.response = response;
    }

    /** Something that may be another the next time. */
    void send(int status, String type, String text) throws IOException {
        response.setHeader("Cache-Control", "no-cache");
        sendText(status, type, text.getBytes(StandardCharsets.UTF_8));
    }

    private void sendText(int status, String type, byte[] bytes) throws IOException {
        response.setStatus(status);
        response.setContentType(type);
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.setContentLength(bytes.length);
        write(bytes);
    }

    private void write(byte[] bytes) throws IOException {
        if (!request.getMethod().equals("HEAD")) {
            response.getOutputStream().write(bytes);
        }
    }

    void missing() throws IOException {
        send(HttpServletResponse.SC_NOT_FOUND, "text/plain", "404 Not Found");
    }

    /** JSON that has a version. */
    void sendJson(byte[] json, String version) throws IOException {
        if (!describe(false, version)) {
            sendText(HttpServletResponse.SC_OK, "application/json", json);
        }
    }

    /** @param type null if nobody knows */
    void send(Resource resource, @Nullable String type) throws IOException {
        try (InputStream in = resource.open()) {
            if (describe(resource.item().cacheable(), resource.hash())) {
                return;
            }
            response.setHeader("Accept-Ranges", "bytes");
            setType(resource.item(), type);
            sendBytes(in, resource);
        }
    }

    /** @return whether the client has it, and has been told so */
    private boolean describe(boolean isCacheable, String hash) {
        String tag = "\"" + hash + "\"";
        response.setHeader("ETag", tag);
        response.setHeader("Cache-Control", "public, max-age=" + (isCacheable ? YEAR_SECONDS : 0));
        if (isCacheable) {
            response.setHeader("Vary", "User-Agent");
        }
        String known = request.getHeader("If-None-Match");
        boolean isKnown = known != null
                && Arrays.stream(known.split(","))
                        .map(String::strip)
                        .anyMatch(one -> one.equals("*") || one.equals(tag) || one.equals("W/" + tag));
        if (isKnown) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
        }
        return isKnown;
    }

    private void setType(ManifestItem item, @Nullable String guessed) {
        String type =
                switch (item.type()) {
                    case "js", "dynamic js" -> "application/javascript";
                    case "css" -> "text/css";
                    case "json" -> "application/json";
                    default -> guessed == null ? "application/octet-stream" : guessed;
                };
        response.setContentType(type);
        boolean isText = !item.type().equals("asset") || type.startsWith("text/") || type.equals("application/json");
        if (isText && !type.contains("charset")) {
            response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        }
    }

    private void sendBytes(InputStream in, Resource resource) throws IOException {
        long length = resource.length();
        String condition = request.getHeader("If-Range");
        boolean isOfThis = condition == null || condition.equals("\"" + resource.hash() + "\"");
        ByteRange range = isOfThis ? ByteRange.of(request.getHeader("Range"), length) : null;
        if (range != null && range.isEmpty()) {
            response.setHeader("Content-Range", "bytes */" + length);
            response.setStatus(HttpServletResponse.SC_REQUESTED_RANGE_NOT_SATISFIABLE);
            return;
        }
        if (range == null) {
            range = new ByteRange(0, length);
        } else {
            response.setStatus(HttpServletResponse.SC_PARTIAL_CONTENT);
            response.setHeader("Content-Range", "bytes %d-%d/%d".formatted(range.start(), range.end() - 1, length));
        }
        response.setContentLengthLong(range.length());
        if (!request.getMethod().equals("HEAD")) {
            in.skipNBytes(range.start());
            copy(in, range.length());
        }
    }

    private void copy(InputStream in, long length) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long rest = length;
        while (rest > 0) {
            int read = in.read(buffer, 0, (int) Math.min(rest, BUFFER));
            if (read < 0) {
                throw new IOException("A file has become shorter while it was sent");
            }
            response.getOutputStream().write(buffer, 0, read);
            rest -= read;
        }
    }
}
