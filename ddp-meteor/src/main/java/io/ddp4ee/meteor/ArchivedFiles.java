package io.ddp4ee.meteor;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

import jakarta.servlet.ServletContext;

/** A bundle in a WAR that the server has not unpacked. */
record ArchivedFiles(ServletContext context, String folder) implements BundleFiles {

    @Override
    public InputStream open(String path) throws IOException {
        InputStream in = BundleFiles.isWithin(path) ? context.getResourceAsStream(folder + "/" + path) : null;
        if (in == null) {
            throw new FileNotFoundException(path + " is no file of the bundle " + this);
        }
        return in;
    }

    @Override
    public Mark mark(String path) throws IOException {
        try (InputStream in = open(path)) {
            return new Mark(in.transferTo(OutputStream.nullOutputStream()), folder);
        }
    }

    @Override
    public boolean mayChange() {
        return false;
    }

    @Override
    public String toString() {
        return folder + " of the application";
    }
}
