package io.ddp4ee.config;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

import org.eclipse.microprofile.config.spi.ConfigProviderResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import io.ddp4ee.PublicationStrategy;
import io.ddp4ee.problem.Problems;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ConfigTest {

    private static Config of(Map<String, String> values) {
        return new Config(key -> Optional.ofNullable(values.get(key)));
    }

    @AfterEach
    void forget() {
        System.clearProperty("ddp.path");
    }

    @Test
    void nothingSet_defaultsAreRight() {
        Config config = of(Map.of());
        Problems problems = new Problems();
        config.check(problems);

        assertThat(problems.all()).isEmpty();
        assertThat(config.getPath(ConfigKey.PATH)).isEmpty();
        assertThat(config.getOrNull(ConfigKey.LISTEN_URL)).isNull();
        assertThat(config.getDuration(ConfigKey.QUERY_LINGER)).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.getInt(ConfigKey.THREADS)).isEqualTo(32);
        assertThat(config.getLong(ConfigKey.QUERY_MAX_BYTES)).isEqualTo(67108864L);
    }

    @Test
    void values_areReadWithoutSpacesAround() {
        Config config = of(Map.of("ddp.threads", " 7 ", "ddp.path", " /live "));

        assertThat(config.getInt(ConfigKey.THREADS)).isEqualTo(7);
        assertThat(config.getPath(ConfigKey.PATH)).isEqualTo("/live");
    }

    @ParameterizedTest
    @EnumSource
    void publicationStrategy_isOneOfMeteors(PublicationStrategy strategy) {
        assertThat(of(Map.of("ddp.publication.strategy", strategy.name())).getStrategy(ConfigKey.PUBLICATION_STRATEGY))
                .isEqualTo(strategy);
        assertThat(of(Map.of()).getStrategy(ConfigKey.PUBLICATION_STRATEGY))
                .isEqualTo(PublicationStrategy.SERVER_MERGE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ddp.threads|many|a number",
                "ddp.threads|0|a number from 1",
                "ddp.threads|3000000000|a number up to 2147483647",
                "ddp.query.max-bytes|-1|a number from 1",
                "ddp.query.max-bytes|1MB|a number",
                "ddp.query.linger|10s|a duration as in PT10S",
                "ddp.listen.silence|PT-1S|no less than PT0S",
                "ddp.publication.strategy|merge|SERVER_MERGE or NO_MERGE_MULTI or NO_MERGE or NO_MERGE_NO_HISTORY",
                "ddp.capture|jpa|provider or callbacks",
                "ddp.path|live|empty, or a path as in /live, with a slash in front and none at the end",
                "ddp.path|/|empty, or a path as in /live, with a slash in front and none at the end"
            })
    void wrongValue_toldWithWhatItHasToBe(String key, String value, String wanted) {
        Problems problems = new Problems();
        of(Map.of(key, value)).check(problems);

        assertThat(problems.all()).containsExactly(key + " is \"" + value + "\", and has to be " + wanted + ".");
    }

    @Test
    void nothingKeptForClientsThatComeBack_isASetting() {
        Config config = of(Map.of("ddp.session.resume-queue", "0", "ddp.session.resume-replay", "0"));
        Problems problems = new Problems();
        config.check(problems);

        assertThat(problems.all()).isEmpty();
    }

    @Test
    void allWrongValues_toldAtOnce() {
        Problems problems = new Problems();
        of(Map.of("ddp.threads", "x", "ddp.path", "x", "ddp.query.linger", "x")).check(problems);

        assertThat(problems.all()).hasSize(3);
    }

    @Test
    void wrongValue_readAllTheSame_throws() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of(Map.of("ddp.threads", "x")).getInt(ConfigKey.THREADS))
                .withMessage("ddp.threads is \"x\", and has to be a number");
    }

    @Test
    void keys_areNamedAndDescribed() {
        assertThat(ConfigKey.values()).extracting(ConfigKey::key).doesNotHaveDuplicates();
        assertThat(ConfigKey.values()).allSatisfy(key -> {
            assertThat(key.key()).startsWith("ddp.");
            assertThat(key.description()).endsWith(".");
        });
    }

    @Test
    void withMicroProfileConfig_itIsAsked() {
        ConfigProviderResolver resolver = ConfigProviderResolver.instance();
        var config = resolver.getBuilder()
                .withSources(new MapSource(Map.of("ddp.path", "/configured", "ddp.cluster", "")))
                .build();
        resolver.registerConfig(config, Thread.currentThread().getContextClassLoader());
        try {
            assertThat(Config.ofApplication().get(ConfigKey.PATH)).isEqualTo("/configured");
            assertThat(Config.ofApplication().get(ConfigKey.CLUSTER)).isEmpty();
        } finally {
            resolver.releaseConfig(config);
        }
    }

    /** In the way of servers that lack it: its classes are not there, or only its API. */
    @ParameterizedTest
    @CsvSource({"microprofile-config-api", "smallrye-config-core"})
    void withoutMicroProfileConfig_systemPropertiesAreAsked(String missing) throws Exception {
        System.setProperty("ddp.path", "/property");
        ClassLoader outer = Thread.currentThread().getContextClassLoader();
        try (URLClassLoader server = new URLClassLoader(classPathWithout(missing), outer.getParent())) {
            Thread.currentThread().setContextClassLoader(server);
            Class<?> type = server.loadClass(Config.class.getName());
            var ofApplication = type.getDeclaredMethod("ofApplication");
            ofApplication.setAccessible(true);
            Object config = ofApplication.invoke(null);
            Class<?> key = server.loadClass(ConfigKey.class.getName());
            var get = type.getDeclaredMethod("get", key);
            get.setAccessible(true);

            assertThat(get.invoke(config, key.getField("PATH").get(null))).isEqualTo("/property");
        } finally {
            Thread.currentThread().setContextClassLoader(outer);
        }
    }

    private static URL[] classPathWithout(String jar) throws Exception {
        return Arrays.stream(System.getProperty("java.class.path").split(java.io.File.pathSeparator))
                .filter(entry -> !entry.contains(jar))
                .map(entry -> {
                    try {
                        return Path.of(entry).toUri().toURL();
                    } catch (java.net.MalformedURLException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .toArray(URL[]::new);
    }

    private record MapSource(Map<String, String> values) implements org.eclipse.microprofile.config.spi.ConfigSource {
        @Override
        public java.util.Set<String> getPropertyNames() {
            return values.keySet();
        }

        @Override
        public String getValue(String key) {
            return values.get(key);
        }

        @Override
        public String getName() {
            return "test";
        }
    }
}
