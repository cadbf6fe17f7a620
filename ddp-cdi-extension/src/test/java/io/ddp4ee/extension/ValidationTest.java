package io.ddp4ee.extension;

import java.util.ArrayList;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.json.JsonObject;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Valid;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.ddp4ee.DdpException;
import io.ddp4ee.DdpExceptionMapper;
import io.ddp4ee.DdpMethod;
import io.ddp4ee.DdpSession;
import io.ddp4ee.Param;
import io.ddp4ee.Publication;
import io.ddp4ee.PublicationHandler;

import static org.assertj.core.api.Assertions.assertThat;

/** One error for violated constraints, whether the container validates the methods of its beans or not. */
@SuppressWarnings("unused") // The container uses it.
class ValidationTest {

    public static class Line {
        @Positive(message = "must be some")
        public int count;
    }

    public static class Order {
        @NotBlank(message = "who buys?")
        public String buyer;

        @Valid
        public List<Line> lines = new ArrayList<>();
    }

    public abstract static class Base {
        @DdpMethod
        public String inherited(@NotBlank(message = "needed") String text) {
            return text;
        }
    }

    @ApplicationScoped
    public static class Shop extends Base {
        @DdpMethod
        public int buy(
                DdpSession session, @NotNull(message = "what?") String title, @Positive(message = "many?") int n) {
            return n;
        }

        @DdpMethod
        public int order(@Valid Order order) {
            return order.lines.size();
        }

        @DdpMethod
        @Size(min = 100)
        public String wrongResult() {
            return "short";
        }

        @DdpMethod
        public void entity() {
            Order order = new Order();
            Validator validator = Validation.buildDefaultValidatorFactory().getValidator();
            throw new ConstraintViolationException(validator.validate(order));
        }

        @Produces
        @Publication("page")
        PublicationHandler page(@NotNull DdpSession session, @Param @Positive(message = "page?") int page) {
            return subscription -> subscription.ready();
        }
    }

    @Dependent
    public static class DependentShop {
        @DdpMethod
        public int dependent(@Positive(message = "many?") int n) {
            return n;
        }

        @Produces
        @Publication("dependent")
        PublicationHandler page(@Param @Size(min = 2, message = "longer") String text) {
            return subscription -> subscription.ready();
        }
    }

    @ApplicationScoped
    public static class MapsEverything implements DdpExceptionMapper<Exception> {
        @Override
        public DdpException map(Exception exception) {
            return new DdpException("mapped", null);
        }
    }

    private static Application start(boolean containerValidates) {
        Class<?>[] classes = {Shop.class, DependentShop.class, MapsEverything.class};
        return containerValidates ? Application.of(classes) : Application.withoutValidation(classes);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void violatedConstraints_answerOneErrorWithAllOfThem(boolean containerValidates) {
        try (Application application = start(containerValidates)) {
            Client client = application.connect();

            assertViolations(client.refusal("buy", "null", "0"), "n Positive many?", "title NotNull what?");
            assertViolations(client.refusal("inherited", "\" \""), "text NotBlank needed");
            assertViolations(client.refusal("dependent", "-1"), "n Positive many?");
            assertViolations(
                    client.refusal("order", "{\"buyer\":\"\",\"lines\":[{\"count\":1},{\"count\":0}]}"),
                    "order.buyer NotBlank who buys?",
                    "order.lines[1].count Positive must be some");
            assertViolations(client.refusal("entity"), "buyer NotBlank who buys?");
            assertViolations(client.subscriptionRefusal("page", "0"), "page Positive page?");
            assertViolations(client.subscriptionRefusal("dependent", "\"a\""), "text Size longer");
        }
    }

    private static void assertViolations(JsonObject error, String... violations) {
        assertThat(error.get("error")).hasToString("\"validation-error\"");
        assertThat(error.getString("reason")).isEqualTo("Validation failed");
        assertThat(error.getJsonArray("details"))
                .extracting(detail -> {
                    JsonObject one = detail.asJsonObject();
                    assertThat(one).containsOnlyKeys("name", "type", "message");
                    return one.getString("name") + " " + one.getString("type") + " " + one.getString("message");
                })
                .containsExactly(violations);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void heldConstraints_areNotNoticed(boolean containerValidates) {
        try (Application application = start(containerValidates)) {
            Client client = application.connect();

            assertThat(client.call("buy", "\"Dune\"", "2")).hasToString("2");
            assertThat(client.call("inherited", "\"a\"")).hasToString("\"a\"");
            assertThat(client.call("dependent", "1")).hasToString("1");
            assertThat(client.isReady(client.subscribe("page", "1"))).isTrue();
            assertThat(client.isReady(client.subscribe("dependent", "\"ab\""))).isTrue();
        }
    }

    @Test
    void violatedConstraintOfAResult_isNotTheCallersMistake() {
        try (Application application = Application.of(Shop.class)) {
            assertThat(application.connect().refusal("wrongResult").getInt("error"))
                    .isEqualTo(500);
        }
    }
}
