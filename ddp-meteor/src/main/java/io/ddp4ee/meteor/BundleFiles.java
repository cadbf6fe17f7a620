package io.ddp4ee.meteor;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;

/** Where the files of a bundle are, by their paths in it. Safe for use by several threads. */
interface BundleFiles {

    /** What tells a file from one that has taken its place. */
    record Mark(long size, Object identity) {}

    /** @throws FileNotFoundException if it is not there, or is not the bundle's */
    InputStream open(String path) throws IOException;

    /** @throws FileNotFoundException as {@link #open} */
    Mark mark(String path) throws IOException;

    /** Whether they may be replaced while they are served. */
    boolean mayChange();

    default byte[] read(String path) throws IOException {
        try (InputStream in = open(path)) {
            return in.readAllBytes();
        }
    }

    /** Whether a path stays within the bundle, however it is read. */
    static boolean isWithin(String path) {
        for (String part : path.split("/", -1)) {
            if (part.isEmpty()
                    || part.equals(".")
                    || part.equals("..")
                    || part.indexOf('\\') >= 0
                    || part.indexOf('\0') >= 0) {
                return false;
            }
        }
        return true;
    }
}
