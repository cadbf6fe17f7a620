package io.ddp4ee.benchmarks.archive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

import io.ddp4ee.benchmarks.floor.FloorEndpoint;
import io.ddp4ee.benchmarks.writer.WriterServlet;

/** A WAR that is made here. */
public final class Archive {

    private static final String CLASSES = "/WEB-INF/classes/";

    private Archive() {}

    /**
     * The bookstore with a servlet that writes to it, over another data source.
     *
     * @param bookstore the bookstore as it is built
     * @param dataSource its name in JNDI
     */
    public static Path bookstore(Path bookstore, String dataSource, Path target) throws IOException {
        Files.deleteIfExists(target);
        Files.copy(bookstore, target);
        try (FileSystem war = FileSystems.newFileSystem(target)) {
            addPackage(WriterServlet.class, war);
            Path persistence = war.getPath(CLASSES + "META-INF/persistence.xml");
            Files.writeString(persistence, Files.readString(persistence).replace("jdbc/bookstore", dataSource));
        }
        return target;
    }

    /** An endpoint that broadcasts what it is given, and nothing else. */
    public static Path floor(Path target) throws IOException {
        Files.deleteIfExists(target);
        try (FileSystem war =
                FileSystems.newFileSystem(URI.create("jar:" + target.toUri()), Map.of("create", "true"))) {
            addPackage(FloorEndpoint.class, war);
        }
        return target;
    }

    /** All classes of its package. */
    private static void addPackage(Class<?> member, FileSystem war) throws IOException {
        String folder = member.getPackageName().replace('.', '/');
        Path target = war.getPath(CLASSES + folder);
        Files.createDirectories(target);
        try (Stream<Path> classes = Files.list(codeOf(member).resolve(folder))) {
            classes.forEach(file -> copy(file, target.resolve(file.getFileName().toString())));
        }
    }

    private static Path codeOf(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void copy(Path file, Path target) {
        try {
            Files.copy(file, target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
