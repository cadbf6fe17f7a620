package io.ddp4ee.extension;

import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.json.JsonObject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.ddp4ee.DdpException;
import io.ddp4ee.DdpExceptionMapper;
import io.ddp4ee.DdpMethod;
import io.ddp4ee.Publication;
import io.ddp4ee.PublicationHandler;

import static org.assertj.core.api.Assertions.assertThat;

@SuppressWarnings("unused") // The container uses it.
class SecurityTest {

    private static final PublicationHandler READY = subscription -> subscription.ready();

    @RolesAllowed("clerk")
    abstract static class ClerksBase {
        @DdpMethod
        public void inheritedFromClerks() {}

        @DdpMethod
        @PermitAll
        public void inheritedForAll() {}
    }

    @ApplicationScoped
    static class OfClerks extends ClerksBase {
        @DdpMethod
        public void free() {}

        @DdpMethod
        @RolesAllowed({"boss", "owner"})
        public void bosses() {}

        @Produces
        @Publication("free")
        static final PublicationHandler FREE = READY;

        @Produces
        @Publication("bosses")
        @RolesAllowed({"boss", "owner"})
        PublicationHandler bosses2() {
            return READY;
        }
    }

    abstract static class OpenBase {
        @DdpMethod
        public void inheritedFromOpen() {}
    }

    @ApplicationScoped
    @DenyAll
    static class Closed extends OpenBase {
        @DdpMethod
        public void denied() {}

        @DdpMethod
        @PermitAll
        public void permitted() {}

        @DdpMethod
        @RolesAllowed("clerk")
        public void clerks() {}

        @Produces
        @Publication("denied")
        static final PublicationHandler DENIED = READY;

        @Produces
        @PermitAll
        @Publication("permitted")
        PublicationHandler permitted2() {
            return READY;
        }

        @Produces
        @RolesAllowed("clerk")
        @Publication("clerks")
        static PublicationHandler clerks2() {
            return READY;
        }
    }

    @ApplicationScoped
    @RolesAllowed("clerk")
    static class Roles {
        @DdpMethod
        @DenyAll
        public void nobody() {}

        @DdpMethod
        public void ofTheClass() {}
    }

    @ApplicationScoped
    static class MapsEverything implements DdpExceptionMapper<Exception> {
        @Override
        public DdpException map(Exception exception) {
            return new DdpException("mapped", null);
        }
    }

    private Application application;

    @BeforeEach
    void start() {
        application = Application.of(OfClerks.class, Closed.class, Roles.class, MapsEverything.class);
    }

    @AfterEach
    void stop() {
        application.close();
    }

    /** For a clerk, a boss and nobody. */
    @ParameterizedTest
    @CsvSource({
        "inheritedFromClerks, true, false, false",
        "inheritedForAll, true, true, true",
        "inheritedFromOpen, false, false, false",
        "free, true, true, true",
        "bosses, false, true, false",
        "denied, false, false, false",
        "permitted, true, true, true",
        "clerks, true, false, false",
        "nobody, false, false, false",
        "ofTheClass, true, false, false"
    })
    void methods_mayBeCalledByThoseDeclared(String method, boolean clerk, boolean boss, boolean nobody) {
        assertCallable(application.connect("ada", "clerk"), method, clerk);
        assertCallable(application.connect("bob", "boss"), method, boss);
        assertCallable(application.connect(), method, nobody);
    }

    private static void assertCallable(Client client, String method, boolean expected) {
        if (expected) {
            assertThat(client.call(method)).isNull();
        } else {
            assertDenied(client.refusal(method));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "free, true, true, true",
        "bosses, false, true, false",
        "denied, false, false, false",
        "permitted, true, true, true",
        "clerks, true, false, false"
    })
    void publications_mayBeSubscribedToByThoseDeclared(String name, boolean clerk, boolean boss, boolean nobody) {
        assertSubscribable(application.connect("ada", "clerk"), name, clerk);
        assertSubscribable(application.connect("bob", "boss"), name, boss);
        assertSubscribable(application.connect(), name, nobody);
    }

    private static void assertSubscribable(Client client, String name, boolean expected) {
        if (expected) {
            assertThat(client.isReady(client.subscribe(name))).isTrue();
        } else {
            assertDenied(client.subscriptionRefusal(name));
        }
    }

    private static void assertDenied(JsonObject error) {
        assertThat(error.getInt("error")).isEqualTo(403);
        assertThat(error.getString("reason")).isEqualTo("Access denied");
        assertThat(error.containsKey("details")).isFalse();
    }

    @Test
    void allDeclaredRoles_areAskedForAtTheHandshake() {
        assertThat(application.extension().declarations().roles()).containsExactlyInAnyOrder("clerk", "boss", "owner");
    }
}
