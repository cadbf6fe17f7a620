package io.ddp4ee.it;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A process of Node.js among the clients that people use. Its output goes through a file: the process that runs the tests
 * speaks to Maven through its own.
 */
final class NodeClients implements AutoCloseable {

    private static final File CLIENTS = new File(System.getProperty("it.clients", "."));

    private final String command;
    private final Path output;
    private final Process process;

    private NodeClients(String... command) throws IOException {
        this.command = String.join(" ", command);
        this.output = Files.createTempFile("clients", ".log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(CLIENTS)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("BOOKSTORE_URL", url("it.port"));
        builder.environment().put("BOOKSTORE_SECOND_URL", url("it.second.port"));
        builder.environment().put("APPLICATION_URL", TestApplication.url().replaceFirst("/websocket$", ""));
        this.process = builder.start();
    }

    static NodeClients start(String... command) throws IOException {
        return new NodeClients(command);
    }

    /** To its end, which must be a good one. */
    static void run(String... command) throws IOException, InterruptedException {
        try (NodeClients clients = start(command)) {
            clients.awaitSuccess();
            System.out.println(clients.text());
        }
    }

    static String url(String port) {
        return "http://localhost:" + System.getProperty(port) + "/bookstore";
    }

    String text() throws IOException {
        return Files.readString(output);
    }

    /** The lines that begin so, without that. */
    List<String> told(String beginning) throws IOException {
        return text().lines()
                .filter(line -> line.startsWith(beginning))
                .map(line -> line.substring(beginning.length()))
                .toList();
    }

    /** Its input has ended; so must it. */
    void finish() throws IOException, InterruptedException {
        process.getOutputStream().close();
        awaitSuccess();
    }

    private void awaitSuccess() throws IOException, InterruptedException {
        boolean ended = process.waitFor(5, TimeUnit.MINUTES);
        assertThat(ended && process.exitValue() == 0)
                .as(command + " succeeds:\n" + text())
                .isTrue();
    }

    @Override
    public void close() throws IOException {
        // npm leaves to themselves those that it has started.
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        Files.delete(output);
    }
}
