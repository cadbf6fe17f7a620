package io.ddp4ee.extension;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.annotation.PreDestroy;
import jakarta.ejb.EJBAccessException;
import jakarta.ejb.EJBException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.CreationException;
import jakarta.enterprise.inject.Produces;
import jakarta.json.JsonObject;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.RollbackException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.ddp4ee.DdpException;
import io.ddp4ee.DdpExceptionMapper;
import io.ddp4ee.DdpMethod;
import io.ddp4ee.Param;
import io.ddp4ee.Publication;
import io.ddp4ee.PublicationHandler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@SuppressWarnings("unused") // The container uses it.
class ErrorsTest {

    static class SoldOut extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        SoldOut() {
            super("secret");
        }
    }

    static class SoldOutForever extends SoldOut {
        private static final long serialVersionUID = 1L;
    }

    static class Rethrown extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    static class Broken extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    static class BrokenBadly extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    static class Unwritable extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    public static class FailingGetter {
        public int getNumber() {
            throw new IllegalStateException("secret");
        }
    }

    @ApplicationScoped
    static class Throwing {
        @DdpMethod
        public void fail(String what) throws Exception {
            throw exception(what);
        }

        @DdpMethod
        public CompletionStage<String> failLater(String what) {
            return CompletableFuture.failedStage(exception(what));
        }

        @DdpMethod
        public int number(int number) {
            return number;
        }

        @Produces
        @Publication("fail")
        PublicationHandler fail2(@Param String what) throws Exception {
            throw exception(what);
        }

        private static Exception exception(String what) {
            return switch (what) {
                case "sold out" -> new SoldOut();
                case "sold out forever" -> new SoldOutForever();
                case "in EJBException" -> new EJBException(new SoldOut());
                case "in RollbackException" -> new RollbackException(new SoldOut());
                case "in JTA's" -> wrapped(new jakarta.transaction.RollbackException());
                case "in CreationException" -> new CreationException(new EJBException(new SoldOut()));
                case "checked" -> new java.io.IOException("secret");
                case "rethrown" -> new Rethrown();
                case "broken" -> new Broken();
                case "broken badly" -> new BrokenBadly();
                case "unwritable" -> new Unwritable();
                case "conflict" -> new RollbackException(new OptimisticLockException("secret"));
                case "refused by a session bean" -> new EJBAccessException("secret");
                case "refused" -> new SecurityException("secret");
                case "told" -> new EJBException(new DdpException(402, "Pay", Map.of("price", List.of(1, 2))));
                default -> new IllegalArgumentException("secret");
            };
        }

        private static Exception wrapped(Exception wrapper) {
            wrapper.initCause(new SoldOut());
            return wrapper;
        }
    }

    @Dependent
    static class SoldOutMapper implements DdpExceptionMapper<SoldOut> {
        static final AtomicInteger ALIVE = new AtomicInteger();

        SoldOutMapper() {
            ALIVE.incrementAndGet();
        }

        @PreDestroy
        void end() {
            ALIVE.decrementAndGet();
        }

        @Override
        public DdpException map(SoldOut exception) {
            return new DdpException("sold-out", "Sold out", exception.getClass().getSimpleName());
        }
    }

    @ApplicationScoped
    static class ExceptionMapper implements DdpExceptionMapper<Exception> {
        @Override
        public DdpException map(Exception exception) {
            return new DdpException("exception", exception.getClass().getSimpleName());
        }
    }

    abstract static class Generic<E extends RuntimeException> implements DdpExceptionMapper<E> {
        @Override
        public DdpException map(E exception) {
            throw exception;
        }
    }

    @ApplicationScoped
    static class RethrowingMapper extends Generic<Rethrown> {}

    @ApplicationScoped
    static class BrokenMapper implements DdpExceptionMapper<Broken> {
        @Override
        public DdpException map(Broken exception) {
            throw new IllegalStateException("secret");
        }
    }

    @ApplicationScoped
    static class BadlyBrokenMapper implements DdpExceptionMapper<BrokenBadly> {
        @Override
        public DdpException map(BrokenBadly exception) {
            throw new StackOverflowError();
        }
    }

    @ApplicationScoped
    static class UnwritableMapper implements DdpExceptionMapper<Unwritable> {
        @Override
        public DdpException map(Unwritable exception) {
            return new DdpException("unwritable", null, new FailingGetter());
        }
    }

    private Application application;
    private Client client;

    @BeforeEach
    void start() {
        application = Application.of(
                Throwing.class,
                SoldOutMapper.class,
                RethrowingMapper.class,
                BrokenMapper.class,
                BadlyBrokenMapper.class,
                UnwritableMapper.class);
        client = application.connect();
    }

    @AfterEach
    void stop() {
        application.close();
    }

    @ParameterizedTest
    @CsvSource({
        "sold out, SoldOut",
        "sold out forever, SoldOutForever",
        "in EJBException, SoldOut",
        "in RollbackException, SoldOut",
        "in JTA's, SoldOut",
        "in CreationException, SoldOut"
    })
    void exceptionWithAMapper_toldAsItSays(String what, String details) {
        for (JsonObject error : answers(what)) {
            assertThat(error.getString("error")).isEqualTo("sold-out");
            assertThat(error.getString("reason")).isEqualTo("Sold out");
            assertThat(error.getString("details")).isEqualTo(details);
            assertThat(error.getString("message")).isEqualTo("Sold out [sold-out]");
        }
    }

    @ApplicationScoped
    @SuppressWarnings("rawtypes")
    static class RawMapper implements DdpExceptionMapper {
        @Override
        public DdpException map(Throwable exception) {
            return new DdpException("raw", null);
        }
    }

    @Test
    void mapperOfNoException_isAMistake() {
        assertThatThrownBy(() -> Application.of(RawMapper.class))
                .hasMessageContaining(RawMapper.class.getName() + " is a DdpExceptionMapper of no exception");
    }

    @Test
    void dependentMapper_destroyedAfterEachException() {
        SoldOutMapper.ALIVE.set(0);
        client.refusal("fail", "\"sold out\"");
        assertThat(SoldOutMapper.ALIVE).hasValue(0);
    }

    @ParameterizedTest
    @CsvSource({"other", "checked", "rethrown", "broken", "broken badly", "unwritable"})
    void everythingElse_toldAsNothingButInternalError(String what) {
        for (JsonObject error : answers(what)) {
            assertThat(error.getInt("error")).isEqualTo(500);
            assertThat(error.getString("reason")).isEqualTo("Internal server error");
            assertThat(error.toString()).doesNotContain("secret");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "conflict, 409, conflict",
        "refused by a session bean, 403, Access denied",
        "refused, 403, Access denied",
        "told, 402, Pay"
    })
    void whatThePlatformSays_toldByItsNumber(String what, int number, String reason) {
        for (JsonObject error : answers(what)) {
            assertThat(error.getInt("error")).isEqualTo(number);
            assertThat(error.getString("reason")).isEqualTo(reason);
            assertThat(error.toString()).doesNotContain("secret");
        }
    }

    @Test
    void details_writtenAsEjson() {
        assertThat(client.refusal("fail", "\"told\"").get("details")).hasToString("{\"price\":[1,2]}");
    }

    private List<JsonObject> answers(String what) {
        String parameter = "\"" + what + "\"";
        return List.of(
                client.refusal("fail", parameter),
                client.refusal("failLater", parameter),
                client.subscriptionRefusal("fail", parameter));
    }

    /** A mapper for everything, which is farther away than all else that is said of an exception. */
    @ParameterizedTest
    @CsvSource({
        "sold out, sold-out",
        "in EJBException, sold-out",
        "other, exception",
        "checked, exception",
        "conflict, 409",
        "refused, 403",
        "told, 402"
    })
    void nearestMapper_isAsked(String what, String expected) {
        try (Application withAll = Application.of(Throwing.class, SoldOutMapper.class, ExceptionMapper.class)) {
            JsonObject error = withAll.connect().refusal("fail", "\"" + what + "\"");
            assertThat(error.get("error").toString().replace("\"", "")).isEqualTo(expected);
        }
    }

    @Test
    void parametersThatDoNotFit_areNotTheMappers() {
        try (Application withAll = Application.of(Throwing.class, ExceptionMapper.class)) {
            assertThat(withAll.connect().refusal("number", "\"x\"").getInt("error"))
                    .isEqualTo(400);
            assertThat(withAll.connect().refusal("nothing").getInt("error")).isEqualTo(404);
        }
    }
}
