package io.ddp4ee.documentation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What the documents say to add is what is built and tested with. */
class VersionsTest {

    private static final Path ROOT = Path.of("..");

    private static final Pattern DEPENDENCY = Pattern.compile(
            "<groupId>([^<]+)</groupId>\\s*<artifactId>([^<]+)</artifactId>\\s*<version>([^<]+)</version>");

    @Test
    void versions_areThoseOfTheBuild() throws IOException {
        String pom = Files.readString(ROOT.resolve("pom.xml"));
        List<String> named = new ArrayList<>();
        for (Path document : documents()) {
            for (MatchResult dependency :
                    DEPENDENCY.matcher(Files.readString(document)).results().toList()) {
                String artifact = dependency.group(2);
                named.add(artifact);
                String element = dependency.group(1).equals("io.ddp4ee") ? "version" : artifact + ".version";
                assertThat(dependency.group(3))
                        .as("%s in %s, as <%s> in pom.xml", artifact, document, element)
                        .isEqualTo(value(pom, element));
            }
        }
        assertThat(named).contains("jose4j", "ddp-accounts");
    }

    private static List<Path> documents() throws IOException {
        try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
            return Stream.concat(Stream.of(ROOT.resolve("README.md")), docs)
                    .filter(path -> path.toString().endsWith(".md"))
                    .toList();
        }
    }

    /** Of the first element of that name. */
    private static String value(String pom, String element) {
        return Pattern.compile("<" + element + ">([^<]+)<")
                .matcher(pom)
                .results()
                .map(found -> found.group(1))
                .findFirst()
                .orElse(null);
    }
}
