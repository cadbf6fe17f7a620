package io.ddp4ee.it;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.ddp4ee.test.DdpClient;
import io.ddp4ee.test.DdpErrorException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What a method's caller is answered. */
@ExtendWith(ArquillianExtension.class)
class MethodsIT {

    @Deployment(testable = false)
    static WebArchive war() {
        return TestApplication.war();
    }

    @Test
    void values_goThroughAndBack() {
        try (DdpClient client = TestApplication.client()) {
            for (Object value : List.of(
                    "text",
                    12L,
                    1.5,
                    true,
                    Instant.ofEpochMilli(32_491),
                    List.of(1L, "b", List.of()),
                    Map.of("a", Map.of("when", Instant.ofEpochMilli(5))))) {
                assertThat(client.call("echo", value)).isEqualTo(value);
            }
            assertThat(client.call("increment", 41)).isEqualTo(42L);
            assertThat(client.call("nextDay", Instant.EPOCH)).isEqualTo(Instant.ofEpochSecond(86_400));
            assertThat(client.call("reverse", new byte[] {1, 2, 3})).isEqualTo(new byte[] {3, 2, 1});
            assertThat(client.call("later", "value")).isEqualTo("value");
            assertThat((String) client.call("session.id", "!")).endsWith("!").hasSizeGreaterThan(10);
        }
    }

    @Test
    void noResultAndNull_areTold() {
        try (DdpClient client = TestApplication.client()) {
            client.call("nothing");
            assertThat(last(client, "result")).doesNotContain("\"result\":");
            client.call("nobody");
            assertThat(last(client, "result")).contains("\"result\":null");
        }
    }

    @Test
    void entity_isAnsweredAsItsDocument() {
        try (DdpClient client = TestApplication.client()) {
            String id = (String) client.call("addSection", "Answered", 12.5);
            assertThat(client.call("sectionOf", id))
                    .asInstanceOf(InstanceOfAssertFactories.MAP)
                    .containsEntry("_id", id)
                    .containsEntry("name", "Answered")
                    .containsEntry("budget", 12.5);
        }
    }

    @Test
    void updated_comesAfterTheDocumentsAndBothOnce() {
        try (DdpClient client = TestApplication.subscribed("section")) {
            String id = (String) client.call("addSection", "Fenced", 1);
            for (int i = 0; i < 20; i++) {
                client.call("renameSection", id, "Fenced " + i);
                assertThat(client.collection("section").get(id)).containsEntry("name", "Fenced " + i);
            }
            assertThat(client.received().stream().filter(message -> message.contains("\"updated\"")))
                    .hasSize(21);
        }
    }

    @Test
    void updated_comesAfterWhatWasWrittenOnAnotherThreadUntilTheStageHasCompleted() {
        try (DdpClient client = TestApplication.subscribed("section")) {
            String id = (String) client.call("addSection", "Fenced elsewhere", 1);
            for (int i = 0; i < 20; i++) {
                client.call("renameSectionElsewhere", id, "Fenced elsewhere " + i);
                assertThat(client.collection("section").get(id)).containsEntry("name", "Fenced elsewhere " + i);
            }
        }
    }

    @Test
    void errors_areToldAsMeteorTellsThem() {
        try (DdpClient client = TestApplication.client()) {
            assertError(client, "fail", 500L, "Internal server error", null);
            assertError(client, "refuse", 412L, "Not now", Map.of("until", 5L));
            assertError(client, "failLater", "later", "Failed later", Map.of("a", 1L));
            assertError(client, "denied", 403L, "Access denied", null);
            assertError(client, "forClerks", 403L, "Access denied", null);
            assertError(client, "none", 404L, "Method 'none' not found", null);
            assertError(client, "increment", 400L, "Match failed", null);
            assertError(client, "increment", 400L, "Match failed", null, 12.5);
            assertError(client, "increment", 400L, "Match failed", null, 1, 2);
            assertError(client, "increment", 400L, "Match failed", null, (Object) null);
            assertError(client, "nextDay", 400L, "Match failed", null, "tomorrow");
            assertThat(client.received()).noneMatch(message -> message.contains("swordfish"));
            assertThat(client.call("increment", 1)).isEqualTo(2L);
        }
    }

    @Test
    void violations_nameTheParameters() {
        try (DdpClient client = TestApplication.client()) {
            client.call("validated", "abc");
            assertThatExceptionOfType(DdpErrorException.class)
                    .isThrownBy(() -> client.call("validated", "abcd"))
                    .satisfies(e -> assertThat(e.error()).isEqualTo("validation-error"))
                    .satisfies(e -> assertThat(e.details())
                            .asInstanceOf(InstanceOfAssertFactories.LIST)
                            .singleElement()
                            .satisfies(detail -> assertThat(detail)
                                    .asInstanceOf(InstanceOfAssertFactories.MAP)
                                    .containsEntry("name", "name")
                                    .containsEntry("type", "Size")
                                    .containsKey("message")));
        }
    }

    private static void assertError(
            DdpClient client, String method, Object error, String reason, Object details, Object... parameters) {
        assertThatExceptionOfType(DdpErrorException.class)
                .as(method)
                .isThrownBy(() -> client.call(method, parameters))
                .satisfies(e -> assertThat(e.error()).isEqualTo(error))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(reason))
                .satisfies(e -> assertThat(e.details()).isEqualTo(details));
    }

    @Test
    void methodsOfOneSession_runOneAfterTheOther() throws Exception {
        try (DdpClient one = TestApplication.client();
                DdpClient other = TestApplication.client()) {
            CompletableFuture<Object> first = one.callAsync("enter", "serial");
            CompletableFuture<Object> second = one.callAsync("increment", 1);
            other.call("increment", 1);
            assertThat(second).isNotDone();
            other.call("open", "serial");
            assertThat(first.get(15, TimeUnit.SECONDS)).isEqualTo("entered");
            assertThat(second.get(15, TimeUnit.SECONDS)).isEqualTo(2L);
        }
    }

    @Test
    void unblockedMethod_letsTheNextRun() throws Exception {
        try (DdpClient client = TestApplication.client()) {
            CompletableFuture<Object> first = client.callAsync("enterUnblocked", "free");
            client.call("open", "free");
            assertThat(first.get(15, TimeUnit.SECONDS)).isEqualTo("entered");
        }
    }

    @Test
    void sessionThatIsGone_doesNotDisturbItsMethod() {
        try (DdpClient other = TestApplication.client()) {
            DdpClient gone = TestApplication.client();
            var unused = gone.callAsync("enter", "gone");
            gone.timeout(Duration.ofSeconds(1)).abort();
            other.call("open", "gone");
            assertThat(other.call("increment", 1)).isEqualTo(2L);
            assertThatThrownBy(() -> gone.call("increment", 1)).isInstanceOf(AssertionError.class);
        }
    }

    private static String last(DdpClient client, String message) {
        return client.received().stream()
                .filter(text -> text.contains("\"msg\":\"" + message + "\""))
                .reduce((first, second) -> second)
                .orElseThrow();
    }
}
