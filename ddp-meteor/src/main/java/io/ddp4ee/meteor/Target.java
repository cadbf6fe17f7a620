package io.ddp4ee.meteor;

import java.util.List;

import jakarta.annotation.Nullable;

/**
 * What a request asks for.
 *
 * @param arch whose page and files the client gets, wherever they are the same for others or not
 * @param path without what names the architecture
 */
record Target(String arch, String path) {

    /** @param path within the application, beginning with a slash */
    static Target of(Bundle bundle, String path, @Nullable String userAgent) {
        for (String arch : bundle.programs().keySet()) {
            String prefix = Program.prefix(arch);
            if (path.equals(prefix) || path.startsWith(prefix + "/")) {
                String rest = path.substring(prefix.length());
                return new Target(arch, rest.isEmpty() ? "/" : rest);
            }
        }
        List<String> browsers = Browsers.isModern(userAgent)
                ? List.of(Program.MODERN, Program.LEGACY)
                : List.of(Program.LEGACY, Program.MODERN);
        String first = browsers.get(0);
        return new Target(bundle.programs().containsKey(first) ? first : browsers.get(1), path);
    }
}
