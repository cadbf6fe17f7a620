package io.ddp4ee.extension;

import java.util.Collection;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Positive;

import org.junit.jupiter.api.Test;

import io.ddp4ee.DdpCollection;
import io.ddp4ee.DdpException;
import io.ddp4ee.DdpExceptionMapper;
import io.ddp4ee.DdpMethod;
import io.ddp4ee.DocumentMapping;
import io.ddp4ee.LiveQuery;
import io.ddp4ee.Param;
import io.ddp4ee.Publication;
import io.ddp4ee.PublicationHandler;
import io.ddp4ee.PublicationStrategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/** Each mistake's text, and that all of a phase are told at once. */
@SuppressWarnings("unused") // The container uses it.
class MistakesTest {

    private static final String HERE = MistakesTest.class.getName() + "$";

    @ApplicationScoped
    static class Scoped {
        @Produces
        @RequestScoped
        @Publication("scoped")
        PublicationHandler scoped() {
            return subscription -> {};
        }
    }

    @Test
    void publicationWithAScope_refused() {
        assertThat(mistakes(Scoped.class))
                .containsExactly(HERE + "Scoped.scoped() is a @Publication in @RequestScoped, where it would run once,"
                        + " for whoever subscribes first: remove the scope.");
    }

    @ApplicationScoped
    static class Typed {
        @Produces
        @Publication("text")
        static final String TEXT = "text";

        @Produces
        @Publication("collection")
        Collection<LiveQuery> list() {
            return List.of();
        }

        @Produces
        @DdpCollection("text")
        String mapping() {
            return "";
        }
    }

    @Test
    void producersOfAnotherType_refused() {
        assertThat(mistakes(Typed.class))
                .containsExactlyInAnyOrder(
                        HERE + "Typed.TEXT is a @Publication of type java.lang.String: let it be LiveQuery,"
                                + " LiveDocuments, PublicationHandler, or a List of one of them; List<Object> for"
                                + " several kinds.",
                        HERE
                                + "Typed.list() is a @Publication of type java.util.Collection<io.ddp4ee.LiveQuery>: let it"
                                + " be LiveQuery, LiveDocuments, PublicationHandler, or a List of one of them; List<Object> for"
                                + " several kinds.",
                        HERE + "Typed.mapping() has @DdpCollection, but produces neither a DocumentMapping<...> nor"
                                + " CollectionRules<...> nor a PublicationStrategy: let its type be one.");
    }

    @ApplicationScoped
    static class IdOfAMapping {
        @Produces
        @DdpCollection(value = "a", id = "name")
        static final DocumentMapping<String> MAPPING = DocumentMapping.of(String.class);
    }

    @Test
    void idBesideAMapping_refused() {
        assertThat(mistakes(IdOfAMapping.class))
                .containsExactly(HERE + "IdOfAMapping.MAPPING has @DdpCollection(id = ...), which is for annotated"
                        + " entities: let a DocumentMapping say it, with id(...).");
    }

    @ApplicationScoped
    static class OneStrategy {
        @Produces
        @DdpCollection("a")
        static final PublicationStrategy A = PublicationStrategy.NO_MERGE;

        @Produces
        @DdpCollection
        static final PublicationStrategy NAMELESS = PublicationStrategy.NO_MERGE;

        @Produces
        @DdpCollection(value = "b", strategy = PublicationStrategy.NO_MERGE)
        PublicationStrategy twofold() {
            return PublicationStrategy.NO_MERGE_MULTI;
        }
    }

    @ApplicationScoped
    static class OtherStrategy {
        @Produces
        @DdpCollection("a")
        static final PublicationStrategy A = PublicationStrategy.NO_MERGE;
    }

    @Test
    void strategiesThatAreNotClear_refused() {
        String why = " produces a PublicationStrategy: let its @DdpCollection have a name, and no strategy.";
        assertThat(mistakes(OneStrategy.class, OtherStrategy.class))
                .containsExactlyInAnyOrder(
                        HERE + "OneStrategy.NAMELESS" + why,
                        HERE + "OneStrategy.twofold()" + why,
                        "Collection \"a\" has a strategy from " + HERE + "OneStrategy.A and " + HERE
                                + "OtherStrategy.A: remove one.");
    }

    @ApplicationScoped
    static class Params {
        @Inject
        @Param
        private String injected;

        @DdpMethod
        public void method(@Param String text) {}

        void observe(@Observes String event, @Param int number) {}

        @Produces
        List<String> producer(@Param String text) {
            return List.of(text + injected);
        }
    }

    @Test
    void paramElsewhere_refused() {
        String why = " has @Param, which only the parameters of a @Produces @Publication method may have: remove it;"
                + " the parameters of a @DdpMethod need none.";
        assertThat(mistakes(Params.class))
                .containsExactlyInAnyOrder(
                        HERE + "Params.injected" + why,
                        HERE + "Params.method()" + why,
                        HERE + "Params.observe()" + why,
                        HERE + "Params.producer()" + why);
    }

    @ApplicationScoped
    static class One {
        @Produces
        @Publication("AllBooks")
        PublicationHandler all() {
            return subscription -> {};
        }

        @DdpMethod
        public void buy() {}
    }

    @Dependent
    static class Two {
        @Produces
        @Publication("AllBooks")
        static final PublicationHandler BOOKS = subscription -> {};

        @DdpMethod("buy")
        public void purchase() {}
    }

    @Test
    void namesTakenTwice_refusedWithBothPlaces() {
        assertThat(mistakes(Two.class, One.class))
                .containsExactlyInAnyOrder(
                        "Publication \"AllBooks\" is declared by " + HERE + "One.all() and " + HERE
                                + "Two.BOOKS: rename one.",
                        "Method \"buy\" is declared by " + HERE + "One.buy() and " + HERE
                                + "Two.purchase(): rename one, with @DdpMethod(\"...\"); clients know no overloads.");
    }

    @ApplicationScoped
    static class Overloads {
        @DdpMethod
        public void buy(String book) {}

        @DdpMethod
        public void buy(String book, int count) {}
    }

    @Test
    void overloads_refused() {
        assertThat(mistakes(Overloads.class))
                .containsExactly("Method \"buy\" is declared by " + HERE + "Overloads.buy() twice: rename one, with"
                        + " @DdpMethod(\"...\"); clients know no overloads.");
    }

    @Dependent
    static class OtherOne extends One {}

    @Test
    void methodInheritedByTwoBeans_refusedWithBothBeans() {
        assertThat(mistakes(One.class, OtherOne.class))
                .containsExactly("Method \"buy\" is declared by " + HERE + "One.buy() and " + HERE
                        + "OtherOne.buy(): rename one, with @DdpMethod(\"...\"); clients know no overloads.");
    }

    @ApplicationScoped
    static class Hidden {
        @DdpMethod
        void packagePrivate() {}

        @DdpMethod
        protected void guarded() {}

        @DdpMethod
        private void secret() {}

        @DdpMethod
        public static void statically() {}
    }

    @Test
    void methodsThatClientsCannotCall_refused() {
        String why = "() has @DdpMethod, but is not a public instance method: make it one.";
        assertThat(mistakes(Hidden.class))
                .containsExactlyInAnyOrder(
                        HERE + "Hidden.packagePrivate" + why,
                        HERE + "Hidden.guarded" + why,
                        HERE + "Hidden.secret" + why,
                        HERE + "Hidden.statically" + why);
    }

    @ApplicationScoped
    static class WithoutProduces {
        @Publication("field")
        static final PublicationHandler FIELD = subscription -> {};

        @Publication("method")
        PublicationHandler method() {
            return subscription -> {};
        }
    }

    @Test
    void publicationWithoutProduces_refused() {
        assertThat(mistakes(WithoutProduces.class))
                .containsExactlyInAnyOrder(
                        HERE + "WithoutProduces.FIELD has @Publication, but not @Produces: add it.",
                        HERE + "WithoutProduces.method() has @Publication, but not @Produces: add it.");
    }

    @ApplicationScoped
    static class UncheckedConstraints {
        @Produces
        @Publication("private page")
        private PublicationHandler privatePage(@Param @Positive int page) {
            return subscription -> {};
        }

        @Produces
        @Publication("page")
        static PublicationHandler page(@Param @Positive int page) {
            return subscription -> {};
        }
    }

    @Test
    void constraintsThatNothingChecks_refused() {
        assertThat(mistakes(UncheckedConstraints.class))
                .containsExactlyInAnyOrder(
                        HERE + "UncheckedConstraints.page() is static, where nothing checks the constraints of its"
                                + " parameters: remove static.",
                        HERE + "UncheckedConstraints.privatePage() is private, where nothing checks the constraints of"
                                + " its parameters: remove private.");
    }

    @Test
    void allMistakesOfAPhase_toldAtOnce() {
        Throwable refused = catchThrowable(() -> start(Scoped.class, Hidden.class, Two.class, One.class));

        assertThat(refused)
                .hasMessageStartingWith("ddp4ee has found 7 mistakes in this application:\n  - ")
                .hasMessageContaining("Scoped.scoped()")
                .hasMessageContaining("Hidden.secret()")
                .hasMessageContaining("Publication \"AllBooks\"")
                .hasMessageContaining("Method \"buy\"");
    }

    @ApplicationScoped
    static class FirstMapper implements DdpExceptionMapper<IllegalStateException> {
        @Override
        public DdpException map(IllegalStateException exception) {
            return new DdpException("first", null);
        }
    }

    @ApplicationScoped
    static class SecondMapper implements DdpExceptionMapper<IllegalStateException> {
        @Override
        public DdpException map(IllegalStateException exception) {
            return new DdpException("second", null);
        }
    }

    @ApplicationScoped
    static class NoEntity {
        @Produces
        @Publication("strings")
        static final LiveQuery STRINGS = LiveQuery.of(String.class);
    }

    @Test
    void mistakesOfTheStart_toldAtOnce() {
        assertThat(mistakes(FirstMapper.class, SecondMapper.class, NoEntity.class))
                .containsExactlyInAnyOrder(
                        "Exceptions of java.lang.IllegalStateException are translated by " + HERE + "FirstMapper and "
                                + HERE + "SecondMapper: remove one.",
                        HERE + "NoEntity.STRINGS: java.lang.String is no entity of a persistence unit over PostgreSQL"
                                + " that this application injects");
    }

    private static List<String> mistakes(Class<?>... classes) {
        Throwable refused = catchThrowable(() -> start(classes));
        assertThat(refused).hasMessageStartingWith("ddp4ee has found ");
        return refused.getMessage()
                .lines()
                .skip(1)
                .map(line -> line.substring(4))
                .toList();
    }

    private static void start(Class<?>... classes) {
        Application.of(classes).close();
    }
}
