package io.ddp4ee.it;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.awaitility.Awaitility;

/** What the first server writes to its log from now on. */
final class ServerLog {

    private final Path file = Path.of(System.getProperty("it.log"));
    private final long from;

    ServerLog() throws IOException {
        this.from = Files.exists(file) ? Files.size(file) : 0;
    }

    String text() throws IOException {
        try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
            // A log that was rotated meanwhile begins anew.
            log.seek(log.length() < from ? 0 : from);
            byte[] bytes = new byte[(int) (log.length() - log.getFilePointer())];
            log.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    void await(String part) {
        Awaitility.await("\"" + part + "\" in the server's log").until(() -> text().contains(part));
    }
}
