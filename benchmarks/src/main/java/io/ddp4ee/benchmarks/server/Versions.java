package io.ddp4ee.benchmarks.server;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What products say of themselves. */
final class Versions {

    private Versions() {}

    /** What stands in a file of properties, with points between. */
    static String in(Path file, String... keys) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Stream.of(keys).map(properties::getProperty).collect(Collectors.joining("."));
    }
}
