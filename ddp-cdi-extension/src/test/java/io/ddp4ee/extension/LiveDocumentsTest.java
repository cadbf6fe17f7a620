package io.ddp4ee.extension;

import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.ddp4ee.DdpMethod;
import io.ddp4ee.LiveDocuments;
import io.ddp4ee.Param;
import io.ddp4ee.Publication;
import io.ddp4ee.PublicationHandler;

import static org.assertj.core.api.Assertions.assertThat;

/** Documents in memory as publications of beans. */
@SuppressWarnings("unused") // The container uses it.
class LiveDocumentsTest {

    public record Level(int price) {}

    @ApplicationScoped
    static class Exchange {

        @Produces
        @Publication("field")
        static final LiveDocuments LEVELS = LiveDocuments.in("level");

        @Produces
        @Publication("list field")
        static final List<LiveDocuments> LIST = List.of(LEVELS);

        @Produces
        @Publication("method")
        LiveDocuments method(@Param String symbol) {
            return symbol.equals("x") ? LEVELS : null;
        }

        @Produces
        @Publication("mixed")
        List<Object> mixed(@Param boolean right) {
            PublicationHandler handler = subscription -> {
                subscription.added("level", "handled", Map.of());
                subscription.ready();
            };
            return List.of(LEVELS, right ? handler : "text");
        }

        @DdpMethod
        public void put(String id, int price) {
            LEVELS.put(id, new Level(price));
        }
    }

    private final Application application = Application.of(Exchange.class);

    @AfterEach
    void end() {
        application.close();
    }

    @Test
    void producersOfEveryKind_publishThem() {
        for (String publication : List.of("field", "list field", "method", "mixed")) {
            Client client = application.connect();
            String parameter = Map.of("method", "\"x\"", "mixed", "true").getOrDefault(publication, "");
            String subscription =
                    client.subscribe(publication, parameter.isEmpty() ? new String[0] : new String[] {parameter});
            client.call("put", "\"" + publication + "\"", "5");

            assertThat(client.isReady(subscription)).as(publication).isTrue();
            assertThat(client.lastAdded()).as(publication).hasToString("{\"price\":5}");
        }
    }

    @Test
    void parametersOfAField_areRefused() {
        assertThat(application.connect().subscriptionRefusal("field", "1").getInt("error"))
                .isEqualTo(400);
    }

    @Test
    void whatIsNoneOfThem_failsTheSubscription() {
        assertThat(application.connect().subscriptionRefusal("method", "\"y\"").getInt("error"))
                .isEqualTo(500);
        assertThat(application.connect().subscriptionRefusal("mixed", "false").getInt("error"))
                .isEqualTo(500);
    }
}
