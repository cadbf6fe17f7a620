package io.ddp4ee.benchmarks.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Which application server. */
public interface Product {

    /** With its version. */
    String name();

    /** Starts one with its applications, which need not answer yet. */
    Server start(Installation installation) throws IOException, InterruptedException;

    /** The one that has been unpacked there. */
    static Product in(Path directory) {
        if (Files.exists(directory.resolve("wlp"))) {
            return new OpenLiberty(directory.resolve("wlp"));
        }
        if (Files.exists(directory.resolve("payara6"))) {
            return new Payara(directory.resolve("payara6"));
        }
        throw new IllegalStateException("There is neither Open Liberty (wlp) nor Payara (payara6) in " + directory);
    }
}
