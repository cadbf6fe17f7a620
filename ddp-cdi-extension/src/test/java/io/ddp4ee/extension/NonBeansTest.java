package io.ddp4ee.extension;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Vetoed;

import org.junit.jupiter.api.Test;

import io.ddp4ee.DdpMethod;
import io.ddp4ee.Publication;
import io.ddp4ee.PublicationHandler;
import io.ddp4ee.declaration.NonBeans;
import io.ddp4ee.problem.Problems;

import static org.assertj.core.api.Assertions.assertThat;

/** Declarations in classes that the container leaves out. */
@SuppressWarnings("unused") // The container uses it.
class NonBeansTest {

    private static final String HERE = NonBeansTest.class.getName() + "$";

    static class NoBean {
        @DdpMethod
        public void buy() {}

        @Produces
        @Publication("field")
        static final PublicationHandler FIELD = subscription -> {};

        @Produces
        @Publication("method")
        PublicationHandler method() {
            return subscription -> {};
        }
    }

    abstract static class Abstract {
        @DdpMethod
        public void inherited() {}

        @Produces
        @Publication("lost")
        PublicationHandler lost() {
            return subscription -> {};
        }
    }

    static class Superclass {
        @DdpMethod
        public void overridden() {}
    }

    @ApplicationScoped
    static class Subclass extends Superclass {
        @Override
        public void overridden() {}
    }

    @ApplicationScoped
    static class Bean {
        @DdpMethod
        public void method() {}
    }

    @Vetoed
    static class LeftOut {
        @DdpMethod
        public void method() {}
    }

    @Alternative
    @ApplicationScoped
    static class NotSelected {
        @DdpMethod
        public void method() {}
    }

    @Test
    void declarationsInClassesThatAreNoBeans_refused() {
        assertThat(nonBeans(NoBean.class, Abstract.class, Superclass.class, Bean.class))
                .containsExactlyInAnyOrder(
                        HERE + "NoBean has @DdpMethod buy, but is not a CDI bean: add @ApplicationScoped to the class.",
                        HERE + "NoBean has @Publication FIELD, but is not a CDI bean: add @ApplicationScoped to the"
                                + " class, and @Produces to the field.",
                        HERE + "NoBean has @Publication method, but is not a CDI bean: add @ApplicationScoped to the"
                                + " class, and @Produces to the method.",
                        HERE + "Abstract has @Publication lost, but is abstract, and subclasses inherit no producers:"
                                + " move it to a bean.");
    }

    @Test
    void classesLeftOutOnPurpose_areNoMistake() {
        assertThat(nonBeans(LeftOut.class, NotSelected.class)).isEmpty();
    }

    private static List<String> nonBeans(Class<?>... shown) {
        try (Application application = Application.of(Bean.class, Subclass.class, NotSelected.class)) {
            Problems problems = new Problems();
            NonBeans nonBeans = application.bean(DdpServer.class).nonBeans(problems);
            List.of(shown).forEach(nonBeans::check);
            return problems.all();
        }
    }
}
