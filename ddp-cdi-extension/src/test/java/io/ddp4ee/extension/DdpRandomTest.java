package io.ddp4ee.extension;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.ddp4ee.DdpMethod;
import io.ddp4ee.DdpRandom;
import io.ddp4ee.LiveDocuments;
import io.ddp4ee.Publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What methods draw for a client's seed is what was seen of Meteor. */
@SuppressWarnings("unused") // The container uses it.
class DdpRandomTest {

    @ApplicationScoped
    static class Drawing {
        @Inject
        DdpRandom random;

        @DdpMethod
        public List<String> rnd() {
            return List.of(
                    random.id("foo"),
                    random.stream("/collection/foo").id(),
                    random.stream("/collection/foo").hexString(24),
                    random.stream("default").id());
        }

        @DdpMethod
        public List<String> nested() throws Exception {
            return random.nested("rnd", this::rnd);
        }

        @DdpMethod
        public List<String> twice() throws Exception {
            String first = random.nested("rnd", () -> random.id("foo"));
            String second = random.nested("rnd", () -> random.id("foo"));
            return List.of(first, second, random.id("foo"));
        }

        @DdpMethod
        public String insert() {
            return random.id("open");
        }

        @DdpMethod
        public String secret() {
            return random.stream("secret").secret();
        }

        @Produces
        @Publication("drawn")
        LiveDocuments drawn() {
            return LiveDocuments.in(random.id("foo"));
        }
    }

    private final Application application = Application.of(Drawing.class);
    private final Client client = application.connect();

    @AfterEach
    void end() {
        application.close();
    }

    @Test
    void streams_areThoseOfTheSeed() {
        assertThat(client.callSeeded("f2e1d3c4b5a6978812ab", "rnd"))
                .hasToString("[\"muPRj3jXXGejbFWwn\",\"LFZQ4B4A9hMZuPtep\",\"2dd8468c7792b799e389d8f4\","
                        + "\"ycHsemWGfbcYzhhmc\"]");
        assertThat(client.callSeeded("abc", "insert")).hasToString("\"BSYJ5PTncpJ6mdAi4\"");
    }

    @Test
    void nestedCall_hasTheStreamsOfTheNestedStub() {
        assertThat(client.callSeeded("seed", "nested"))
                .hasToString("[\"23HZ8Zx7Bb5RTWNrN\",\"hsKBZabQ5efgYmvf2\",\"1252296530670daf1a55e60c\","
                        + "\"5NwQFChScmKHPY2Q2\"]");
        assertThat(client.callSeeded("seed", "twice").asJsonArray())
                .doesNotHaveDuplicates()
                .first()
                .hasToString("\"23HZ8Zx7Bb5RTWNrN\"");
    }

    @Test
    void withoutSeed_eachCallHasItsOwn() {
        assertThat(client.call("insert")).isNotEqualTo(client.call("insert"));
        assertThat(client.callSeeded("", "insert")).isNotEqualTo(client.callSeeded("", "insert"));
        assertThat(client.callSeeded("x", "secret")).isEqualTo(client.callSeeded("x", "secret"));
        assertThat(client.call("secret").toString()).matches("\"[-_0-9A-Za-z]{43}\"");
        assertThat(client.isReady(client.subscribe("drawn"))).isTrue();
    }

    @Test
    void outsideACall_thereIsNone() {
        DdpRandom random = application.bean(DdpRandom.class);

        assertThatThrownBy(() -> random.id("foo")).isInstanceOf(ContextNotActiveException.class);
        assertThatThrownBy(() -> random.nested("rnd", () -> 1)).isInstanceOf(ContextNotActiveException.class);
    }
}
