package io.ddp4ee.extension;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InterceptorBinding;
import jakarta.interceptor.InvocationContext;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.ddp4ee.DdpException;
import io.ddp4ee.DdpMethod;
import io.ddp4ee.DdpSession;
import io.ddp4ee.Param;
import io.ddp4ee.Publication;
import io.ddp4ee.PublicationHandler;
import io.ddp4ee.RateLimit;
import io.ddp4ee.container.RequestScope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What lives as long as a call, and what as long as a subscription. */
@SuppressWarnings("unused") // The container uses it.
class CallScopeTest {

    @ApplicationScoped
    static class Log {
        private final List<String> entries = new ArrayList<>();

        void add(String entry) {
            entries.add(entry);
        }

        List<String> entries() {
            return entries;
        }
    }

    @RequestScoped
    static class OfTheRequest {
        @Inject
        private Log log;

        String use() {
            return "used";
        }

        @PreDestroy
        void end() {
            log.add("request ended");
        }
    }

    @Dependent
    static class OfTheSubscription {
        @Inject
        private Log log;

        @PreDestroy
        void end() {
            log.add("dependent destroyed");
        }
    }

    @ApplicationScoped
    static class Publications {
        @Inject
        private Log log;

        @Inject
        private OfTheRequest request;

        @Inject
        private DdpSession session;

        @Produces
        @Publication("disposed")
        PublicationHandler disposed(OfTheSubscription dependent, @Param String name) {
            log.add("produced " + request.use());
            return subscription -> {
                subscription.onStop(() -> log.add("stopped"));
                subscription.ready();
            };
        }

        void dispose(@Disposes @Publication("disposed") PublicationHandler handler) {
            log.add("disposed, " + request.use() + ", " + session.userId());
        }

        @Produces
        @Publication("handled")
        PublicationHandler handled() {
            return subscription -> {
                log.add("published " + request.use() + " for " + session.userId());
                subscription.ready();
            };
        }

        @Produces
        @Publication("failing")
        PublicationHandler failing(OfTheSubscription dependent) {
            throw new DdpException("failed", null);
        }

        @Produces
        @Publication("null")
        PublicationHandler nothing(OfTheSubscription dependent) {
            return null;
        }
    }

    @InterceptorBinding
    @Retention(RetentionPolicy.RUNTIME)
    @interface Traced {}

    @Traced
    @Interceptor
    @Priority(1)
    static class Tracing {
        @Inject
        private Log log;

        @AroundInvoke
        Object trace(InvocationContext call) throws Exception {
            log.add("before " + call.getMethod().getName());
            try {
                return call.proceed();
            } finally {
                log.add("after " + call.getMethod().getName());
            }
        }
    }

    @ApplicationScoped
    static class Methods {
        @Inject
        private OfTheRequest request;

        @Inject
        private DdpSession session;

        @DdpMethod
        public String use() {
            return request.use() + " by " + session.userId();
        }

        @Produces
        static final List<RateLimit> LIMITS =
                List.of(RateLimit.of(1, Duration.ofHours(1)).methods("limited").perConnection());

        @DdpMethod
        public void limited() {}

        @Traced
        @DdpMethod
        public void traced() {}

        @Traced
        @DdpMethod
        public void tracedFailure() {
            throw new DdpException("failed", null);
        }

        String sessionOutside() {
            return session.id();
        }
    }

    @Dependent
    static class DependentMethods {
        @Inject
        private OfTheSubscription dependent;

        @DdpMethod
        public boolean dependent() {
            return dependent != null;
        }
    }

    @Dependent
    static class DependentPublications {
        @Inject
        private OfTheSubscription ofTheBean;

        @Produces
        @Publication("of a dependent bean")
        PublicationHandler ofADependentBean(OfTheSubscription dependent) {
            return subscription -> subscription.ready();
        }
    }

    private Application application;
    private Client client;

    @BeforeEach
    void start() {
        application = Application.of(
                Log.class,
                OfTheRequest.class,
                OfTheSubscription.class,
                Publications.class,
                DependentPublications.class,
                Tracing.class,
                Methods.class,
                DependentMethods.class);
        client = application.connect("ada");
    }

    @AfterEach
    void stop() {
        application.close();
    }

    private List<String> log() {
        return application.bean(Log.class).entries();
    }

    @Test
    void stoppedSubscription_disposesOfWhatWasMadeForIt() {
        String id = client.subscribe("disposed", "\"a\"");
        assertThat(client.isReady(id)).isTrue();
        assertThat(log()).containsExactly("produced used", "request ended");

        log().clear();
        client.unsubscribe(id);
        assertThat(log())
                .containsExactlyInAnyOrder("stopped", "disposed, used, ada", "dependent destroyed", "request ended");
    }

    @Test
    void endedSession_disposesOfWhatWasMadeForItsSubscriptions() {
        client.subscribe("disposed", "\"a\"");
        log().clear();

        client.disconnect();
        assertThat(log())
                .containsExactlyInAnyOrder("stopped", "disposed, used, ada", "dependent destroyed", "request ended");
    }

    @Test
    void stoppedSubscriptionOfADependentBean_endsEachDependentObjectOnce() {
        String id = client.subscribe("of a dependent bean");
        assertThat(client.isReady(id)).isTrue();
        log().clear();

        client.unsubscribe(id);
        assertThat(log()).containsExactly("dependent destroyed");
    }

    @Test
    void handler_calledLikeItsProducer() {
        assertThat(client.isReady(client.subscribe("handled"))).isTrue();
        assertThat(log()).containsExactly("published used for ada", "request ended");
    }

    @Test
    void failingProducer_leavesNothingBehind() {
        assertThat(client.subscriptionRefusal("failing").getString("error")).isEqualTo("failed");
        assertThat(log()).containsExactly("dependent destroyed");
    }

    @Test
    void producerThatGivesNull_answersAnErrorAndLeavesNothingBehind() {
        assertThat(client.subscriptionRefusal("null").getInt("error")).isEqualTo(500);
        assertThat(log()).containsExactly("dependent destroyed");
    }

    @Test
    void requestContext_activeDuringAMethodAndEndedAfterIt() {
        assertThat(client.call("use")).hasToString("\"used by ada\"");
        assertThat(log()).containsExactly("request ended");
        assertThat(client.call("use")).hasToString("\"used by ada\"");
        assertThat(log()).containsExactly("request ended", "request ended");

        BeanManager beanManager = application.container().getBeanManager();
        assertThatThrownBy(() -> beanManager.getContext(RequestScoped.class))
                .isInstanceOf(ContextNotActiveException.class);
    }

    @Test
    void dependentBean_destroyedAfterItsMethod() {
        assertThat(client.call("dependent")).hasToString("true");
        assertThat(log()).containsExactly("dependent destroyed");
    }

    @Test
    void sessionOutsideACall_throwsContextNotActive() {
        Methods methods = application.bean(Methods.class);
        assertThatThrownBy(methods::sessionOutside).isInstanceOf(ContextNotActiveException.class);
    }

    @Test
    void sessionInARequestThatIsNoCall_throwsContextNotActive() throws Exception {
        Methods methods = application.bean(Methods.class);
        var controllers =
                application.container().select(jakarta.enterprise.context.control.RequestContextController.class);
        RequestScope request = new RequestScope(controllers);
        request.call(() -> {
            assertThatThrownBy(methods::sessionOutside)
                    .isInstanceOf(ContextNotActiveException.class)
                    .hasMessage("No DDP method or publication runs on this thread");
            return null;
        });
    }

    @Test
    void rateLimitsThatBeansProduce_hold() {
        client.call("limited");
        assertThat(client.refusal("limited").getString("error")).isEqualTo("too-many-requests");
    }

    @Test
    void interceptors_applyToMethods() {
        client.call("traced");
        assertThat(log()).containsExactly("before traced", "after traced");
        log().clear();
        assertThat(client.refusal("tracedFailure").getString("error")).isEqualTo("failed");
        assertThat(log()).containsExactly("before tracedFailure", "after tracedFailure");
    }
}
