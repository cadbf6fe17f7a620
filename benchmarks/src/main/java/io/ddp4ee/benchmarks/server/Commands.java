package io.ddp4ee.benchmarks.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs programs. */
final class Commands {

    private static final long PATIENCE_SECONDS = 180;

    private Commands() {}

    /**
     * @return what it has said
     * @throws IllegalStateException if it fails
     */
    static String run(Map<String, String> environment, List<String> command) throws IOException, InterruptedException {
        Path said = Files.createTempFile("benchmarks", ".log");
        try {
            // A file and no pipe: a server that it starts would hold that open.
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroy();
                throw new IllegalStateException(command + " takes too long: " + Files.readString(said));
            }
            String text = Files.readString(said);
            if (process.exitValue() != 0) {
                throw new IllegalStateException(command + " has failed: " + text);
            }
            return text;
        } finally {
            Files.delete(said);
        }
    }
}
