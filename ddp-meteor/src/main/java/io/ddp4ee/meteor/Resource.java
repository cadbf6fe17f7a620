package io.ddp4ee.meteor;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

import jakarta.annotation.Nullable;

import io.ddp4ee.meteor.BundleFiles.Mark;

/**
 * A file that is served. Code is kept in memory, so that a page gets the version that it asked for while another takes its
 * place; assets may be large, and are read where they lie.
 */
final class Resource {

    private final ManifestItem item;
    private final BundleFiles files;
    private final String path;
    private final Mark mark;

    @Nullable
    private final byte[] bytes;

    private final String hash;

    private Resource(
            ManifestItem item, BundleFiles files, String path, Mark mark, @Nullable byte[] bytes, String hash) {
        this.item = item;
        this.files = files;
        this.path = path;
        this.mark = mark;
        this.bytes = bytes;
        this.hash = hash;
    }

    /** @param folder of the program, within the bundle */
    static Resource read(ManifestItem item, BundleFiles files, String folder) throws IOException {
        String path = folder + "/" + item.path();
        Mark mark = files.mark(path);
        boolean isKept = !item.type().equals("asset");
        byte[] bytes = isKept || item.hash() == null ? files.read(path) : null;
        String hash = item.hash() != null ? item.hash() : new Hash().add(bytes).hex();
        return new Resource(item, files, path, mark, isKept ? bytes : null, hash);
    }

    ManifestItem item() {
        return item;
    }

    String hash() {
        return hash;
    }

    /** Whether it is there as long as this is. */
    boolean isKept() {
        return bytes != null;
    }

    long length() {
        return bytes != null ? bytes.length : mark.size();
    }

    /** Whether it is what it was when the bundle was read. */
    boolean isCurrent() throws IOException {
        return !files.mayChange() || mark.equals(files.mark(path));
    }

    /** @throws FileNotFoundException if it is another by now */
    InputStream open() throws IOException {
        if (bytes != null) {
            return new ByteArrayInputStream(bytes);
        }
        if (!isCurrent()) {
            throw new FileNotFoundException(path + " has been replaced");
        }
        return files.open(path);
    }

    String text() throws IOException {
        try (InputStream in = open()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
