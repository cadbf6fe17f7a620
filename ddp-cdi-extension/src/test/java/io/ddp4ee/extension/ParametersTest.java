package io.ddp4ee.extension;

import java.security.Principal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.security.enterprise.SecurityContext;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.ddp4ee.DdpMethod;
import io.ddp4ee.DdpSession;
import io.ddp4ee.Param;
import io.ddp4ee.Publication;
import io.ddp4ee.PublicationHandler;

import static org.assertj.core.api.Assertions.assertThat;

@SuppressWarnings("unused") // The container uses it.
class ParametersTest {

    @ApplicationScoped
    static class Log {
        private List<Object> seen;
        private String event;

        void see(Object... all) {
            seen = Arrays.asList(all);
        }

        List<Object> seen() {
            return seen;
        }

        String event() {
            return event;
        }

        void observe(@Observes String fired) {
            event = fired;
        }
    }

    @ApplicationScoped
    static class Publications {
        private static final PublicationHandler READY = subscription -> subscription.ready();

        @Produces
        @Publication("every type")
        PublicationHandler everyType(
                Log log,
                @Param int number,
                DdpSession session,
                @Param Optional<Integer> maybe,
                @Param List<Long> longs,
                Event<String> event,
                @Param Map<String, Integer> map,
                @Param String text) {
            event.fire("fired");
            log.see(number, session.clientAddress(), maybe, longs, map, text);
            return READY;
        }

        @Produces
        @Publication("optional")
        PublicationHandler optional(@Param Optional<String> first, Log log, @Param @Nullable String second) {
            log.see(first, second);
            return READY;
        }

        @Produces
        @Publication("field")
        static final PublicationHandler FIELD = READY;
    }

    @ApplicationScoped
    static class Methods {
        @DdpMethod
        public String given(int first, DdpSession session, Principal principal, SecurityContext security, String last) {
            return String.join(
                    ",",
                    "" + first,
                    session.userId(),
                    principal.getName(),
                    security.getCallerPrincipal().getName(),
                    "" + security.isCallerInRole("clerk"),
                    last);
        }
    }

    private Application application;
    private Client client;

    @BeforeEach
    void start() {
        application = Application.of(Publications.class, Methods.class, Log.class);
        client = application.connect("ada", "clerk");
    }

    @AfterEach
    void stop() {
        application.close();
    }

    private List<Object> seenBy(String publication, String... parameters) {
        assertThat(client.isReady(client.subscribe(publication, parameters))).isTrue();
        return application.bean(Log.class).seen();
    }

    @Test
    void paramsBetweenInjectedOnes_areBoundByTheirPosition() {
        assertThat(seenBy("every type", "1", "2", "[3]", "{\"four\":4}", "\"five\""))
                .containsExactly(1, "10.0.0.1", Optional.of(2), List.of(3L), Map.of("four", 4), "five");
        assertThat(application.bean(Log.class).event()).isEqualTo("fired");
    }

    @Test
    void absentAndNullParams_areEmptyOrNullWhereAllowed() {
        assertThat(seenBy("optional")).containsExactly(Optional.empty(), null);
        assertThat(seenBy("optional", "null", "null")).containsExactly(Optional.empty(), null);
        assertThat(seenBy("optional", "\"a\"")).containsExactly(Optional.of("a"), null);
        assertThat(seenBy("optional", "\"a\"", "\"b\"")).containsExactly(Optional.of("a"), "b");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "every type|1, 2, [3], {}",
                "every type|1, 2, [3], {}, \"five\", 6",
                "every type|null, 2, [3], {}, \"five\"",
                "every type|1.5, 2, [3], {}, \"five\"",
                "every type|1, 2, [true], {}, \"five\"",
                "every type|1, 2, [3], {\"a\":\"x\"}, \"five\"",
                "every type|1, 2, [3], {}, true",
                "field|1"
            })
    void paramsThatDoNotFit_answeredMatchFailed(String publication, String parameters) {
        var error = client.subscriptionRefusal(publication, parameters);

        assertThat(error.getInt("error")).isEqualTo(400);
        assertThat(error.getString("reason")).isEqualTo("Match failed");
        assertThat(application.bean(Log.class).seen())
                .as("the producer has not run")
                .isNull();
    }

    @Test
    void parametersThatTheServerGives_areNotTheCallers() {
        assertThat(client.call("given", "1", "\"last\"")).hasToString("\"1,ada,ada,ada,true,last\"");
        assertThat(client.refusal("given", "1").getInt("error")).isEqualTo(400);
        assertThat(client.refusal("given", "1", "\"last\"", "2").getInt("error"))
                .isEqualTo(400);
    }
}
