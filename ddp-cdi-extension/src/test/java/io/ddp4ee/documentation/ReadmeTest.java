package io.ddp4ee.documentation;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.ddp4ee.config.ConfigKey;

import static org.assertj.core.api.Assertions.assertThat;

/** What README shows is true. */
class ReadmeTest {

    private static final Pattern BLOCK = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern TYPE = Pattern.compile("public (?:class|interface|record) (\\w+)");

    /** What an IDE would add. */
    private static final String IMPORTS = """
            import java.math.BigDecimal;
            import java.util.*;
            import jakarta.annotation.security.*;
            import jakarta.enterprise.context.*;
            import jakarta.enterprise.inject.Produces;
            import jakarta.inject.Inject;
            import jakarta.persistence.*;
            import jakarta.transaction.Transactional;
            import jakarta.validation.constraints.*;
            import io.ddp4ee.*;
            """;

    private final String readme = read();

    private static String read() {
        try {
            return Files.readString(Path.of("..", "README.md"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Source extends SimpleJavaFileObject {

        private final String text;

        Source(String text) {
            super(URI.create("string:///" + name(text) + ".java"), Kind.SOURCE);
            this.text = text;
        }

        private static String name(String text) {
            return TYPE.matcher(text)
                    .results()
                    .map(type -> type.group(1))
                    .findFirst()
                    .orElseThrow();
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return IMPORTS + text;
        }
    }

    @Test
    void javaBlocks_compile(@TempDir Path classes) {
        List<JavaFileObject> sources = new ArrayList<>();
        for (MatchResult block : BLOCK.matcher(readme).results().toList()) {
            sources.add(new Source(block.group(1)));
        }
        assertThat(sources).hasSizeGreaterThanOrEqualTo(3);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> mistakes = new DiagnosticCollector<>();
        List<String> options =
                List.of("-d", classes.toString(), "-proc:none", "-classpath", System.getProperty("java.class.path"));
        boolean compiled =
                compiler.getTask(null, null, mistakes, options, null, sources).call();
        assertThat(compiled).as(mistakes.getDiagnostics().toString()).isTrue();
    }

    @Test
    void settings_areAllThereAndAsTheyAre() {
        StringBuilder table = new StringBuilder("| setting | default | what for |\n|---|---|---|\n");
        for (ConfigKey key : ConfigKey.values()) {
            String value = key.defaultValue().isEmpty() ? "" : "`" + key.defaultValue() + "`";
            table.append("| `%s` | %s | %s |\n".formatted(key.key(), value, key.description()));
        }
        assertThat(readme).as("README.md has to contain this table:\n" + table).contains(table);
    }
}
