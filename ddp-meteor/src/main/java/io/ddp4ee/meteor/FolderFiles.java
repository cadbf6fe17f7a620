package io.ddp4ee.meteor;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;

/** A bundle in a folder, which may be a symbolic link that is turned to another bundle. */
record FolderFiles(Path folder) implements BundleFiles {

    @Override
    public InputStream open(String path) throws IOException {
        return Files.newInputStream(resolve(path));
    }

    @Override
    public Mark mark(String path) throws IOException {
        BasicFileAttributes file = Files.readAttributes(resolve(path), BasicFileAttributes.class);
        return new Mark(file.size(), Arrays.asList(file.lastModifiedTime(), file.fileKey()));
    }

    @Override
    public boolean mayChange() {
        return true;
    }

    /** Links within the bundle may lead to other files of it, and nowhere else. */
    private Path resolve(String path) throws IOException {
        try {
            Path file = folder.resolve(path).toRealPath();
            if (BundleFiles.isWithin(path) && file.startsWith(folder.toRealPath()) && Files.isRegularFile(file)) {
                return file;
            }
        } catch (NoSuchFileException e) {
            throw missing(path, e);
        }
        throw missing(path, null);
    }

    private FileNotFoundException missing(String path, NoSuchFileException cause) {
        FileNotFoundException missing = new FileNotFoundException(path + " is no file of the bundle " + folder);
        missing.initCause(cause);
        return missing;
    }

    @Override
    public String toString() {
        return folder.toString();
    }
}
