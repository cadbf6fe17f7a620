package io.ddp4ee.extension;

import java.util.List;
import java.util.Map;

import jakarta.annotation.Priority;
import jakarta.decorator.Decorator;
import jakarta.decorator.Delegate;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Specializes;
import jakarta.inject.Inject;
import jakarta.json.JsonValue;

import org.junit.jupiter.api.Test;

import io.ddp4ee.DdpMethod;
import io.ddp4ee.LiveQuery;
import io.ddp4ee.Publication;
import io.ddp4ee.PublicationHandler;
import io.ddp4ee.declaration.MethodDeclaration;
import io.ddp4ee.extension.shop.Till;

import static org.assertj.core.api.Assertions.assertThat;

@SuppressWarnings("unused") // The container uses it.
class DiscoveryTest {

    private static final PublicationHandler NOTHING = subscription -> subscription.ready();

    @ApplicationScoped
    static class Fields {
        @Produces
        @Publication("private static")
        private static final PublicationHandler PRIVATE = NOTHING;

        @Produces
        @Publication("instance list")
        List<PublicationHandler> list = List.of(NOTHING);
    }

    @Dependent
    static class DependentBean {
        @Produces
        @Publication("dependent package-private")
        LiveQuery packagePrivate() {
            return LiveQuery.of(String.class);
        }

        @Produces
        @Publication("dependent private list")
        private List<LiveQuery> list() {
            return List.of();
        }

        @DdpMethod
        public String dependent() {
            return "dependent";
        }
    }

    @RequestScoped
    static class RequestScopedBean {
        private int calls;

        @Produces
        @Publication("request static")
        static PublicationHandler statically() {
            return NOTHING;
        }

        @Produces
        @Publication("request protected")
        protected PublicationHandler instance() {
            return NOTHING;
        }

        @DdpMethod
        public int count() {
            return ++calls;
        }
    }

    @Test
    void producersOfEveryKindAndScope_arePublications() {
        try (Application application = Application.of(Fields.class, DependentBean.class, RequestScopedBean.class)) {
            assertThat(application.publications().all())
                    .extracting(publication -> publication.name())
                    .containsExactlyInAnyOrder(
                            "private static",
                            "instance list",
                            "dependent package-private",
                            "dependent private list",
                            "request static",
                            "request protected");
            Client client = application.connect();
            for (String name : List.of("private static", "instance list", "request static", "request protected")) {
                assertThat(client.isReady(client.subscribe(name))).as(name).isTrue();
            }
        }
    }

    @Test
    void methodsOfRequestScopedBeans_haveAnInstanceForEachCall() {
        try (Application application = Application.of(DependentBean.class, RequestScopedBean.class)) {
            Client client = application.connect();
            assertThat(client.call("count")).hasToString("1");
            assertThat(client.call("count")).hasToString("1");
            assertThat(client.call("dependent")).hasToString("\"dependent\"");
        }
    }

    public record Thing(String name, int size) {}

    abstract static class Base<T> {
        @DdpMethod
        public String describe(T thing, Map<String, List<T>> things) {
            return thing.getClass().getSimpleName()
                    + things.get("all").get(0).getClass().getSimpleName();
        }

        @DdpMethod
        public String overridden() {
            return "base";
        }

        @DdpMethod
        public String againAnnotated(T thing) {
            return "base";
        }

        @DdpMethod
        public String hiddenByOverride(T thing) {
            return "base";
        }
    }

    interface Greeting {
        @DdpMethod
        default String greet(String name) {
            return "Hello " + name + " from " + place();
        }

        @DdpMethod
        default String farewell() {
            return "interface";
        }

        String place();
    }

    @ApplicationScoped
    static class Concrete extends Base<Integer> implements Greeting {
        @Override
        public String overridden() {
            return "concrete";
        }

        @Override
        @DdpMethod
        public String againAnnotated(Integer thing) {
            return "concrete";
        }

        @Override
        public String hiddenByOverride(Integer thing) {
            return "concrete";
        }

        @Override
        public String place() {
            return "here";
        }

        @Override
        @DdpMethod("bye")
        public String farewell() {
            return "concrete";
        }
    }

    @Test
    void inheritedMethods_areFoundAsJavaInheritsThem() {
        try (Application application = Application.of(Concrete.class)) {
            assertThat(names(application)).containsExactlyInAnyOrder("describe", "againAnnotated", "greet", "bye");
            Client client = application.connect();
            assertThat(client.call("againAnnotated", "1")).hasToString("\"concrete\"");
            assertThat(client.call("greet", "\"Ada\"")).hasToString("\"Hello Ada from here\"");
            assertThat(client.call("bye")).hasToString("\"concrete\"");
            assertThat(client.refusal("overridden").getInt("error")).isEqualTo(404);
            assertThat(client.refusal("hiddenByOverride", "1").getInt("error")).isEqualTo(404);
        }
    }

    @Test
    void typeVariablesOfAGenericSuperclass_areBoundAsTheBeanFixesThem() {
        try (Application application = Application.of(Concrete.class)) {
            Client client = application.connect();
            assertThat(client.call("describe", "1", "{\"all\":[2]}")).hasToString("\"IntegerInteger\"");
            assertThat(client.refusal("describe", "\"x\"", "{}").getInt("error"))
                    .isEqualTo(400);
        }
    }

    @Dependent
    static class Generic<T extends Number> {
        @DdpMethod
        public String half(T number) {
            return number.doubleValue() / 2 + "";
        }
    }

    @Test
    void methodsOfGenericBeans_areCalled() {
        try (Application application = Application.of(Generic.class)) {
            assertThat(application.connect().call("half", "3")).hasToString("\"1.5\"");
        }
    }

    @Test
    void publicMethodOfAClassThatIsNot_isCalled() {
        try (Application application = Application.of(Till.beans())) {
            Client client = application.connect();
            assertThat(client.call("open")).hasToString("\"opened\"");
            assertThat(client.call("count", "2")).hasToString("4");
            assertThat(client.call("void")).isNull();
            assertThat(client.call("nothing")).isEqualTo(JsonValue.NULL);
        }
    }

    @ApplicationScoped
    static class Plain {
        @DdpMethod
        public String which() {
            return "plain";
        }

        @Produces
        @Publication("which")
        PublicationHandler handler() {
            return subscription -> subscription.added("which", "1", Map.of("is", "plain"));
        }
    }

    @Alternative
    @Priority(1)
    @ApplicationScoped
    static class SelectedAlternative {
        @DdpMethod("which")
        public String other() {
            return "alternative";
        }

        @Produces
        @Publication("which")
        PublicationHandler handler() {
            return subscription -> subscription.added("which", "1", Map.of("is", "alternative"));
        }
    }

    @Alternative
    @ApplicationScoped
    static class UnselectedAlternative {
        @DdpMethod("which")
        public String other() {
            return "unselected";
        }
    }

    @Alternative
    @Priority(1)
    @ApplicationScoped
    static class InheritingAlternative extends Plain {
        @Override
        @DdpMethod
        public String which() {
            return "inheriting";
        }
    }

    @Specializes
    @ApplicationScoped
    static class Special extends Plain {
        @Override
        @DdpMethod
        public String which() {
            return "special";
        }
    }

    @Test
    void selectedAlternative_takesTheName() {
        try (Application application =
                Application.of(Plain.class, SelectedAlternative.class, UnselectedAlternative.class)) {
            Client client = application.connect();
            assertThat(client.call("which")).hasToString("\"alternative\"");
            client.subscribe("which");
            assertThat(client.lastAdded().getString("is")).isEqualTo("alternative");
        }
    }

    @Test
    void alternativeOrSpecialSubclass_takesTheNameOfItsSuperclass() {
        try (Application application = Application.of(Plain.class, InheritingAlternative.class)) {
            assertThat(application.connect().call("which")).hasToString("\"inheriting\"");
        }
        try (Application application = Application.of(Plain.class, Special.class)) {
            assertThat(application.connect().call("which")).hasToString("\"special\"");
            assertThat(application.publications().all()).isEmpty();
        }
    }

    @Decorator
    @Priority(1)
    abstract static class LoudGreeting implements Greeting {
        @Inject
        @Delegate
        private Greeting greeting;

        @Override
        public String greet(String name) {
            return greeting.greet(name) + "!";
        }
    }

    @Test
    void decorators_applyAndAreNoBeansOfTheirOwn() {
        try (Application application = Application.of(Concrete.class, LoudGreeting.class)) {
            assertThat(names(application)).contains("greet").doesNotHaveDuplicates();
            assertThat(application.connect().call("greet", "\"Ada\"")).hasToString("\"Hello Ada from here!\"");
        }
    }

    private static List<String> names(Application application) {
        return application.extension().declarations().methods().stream()
                .map(MethodDeclaration::name)
                .toList();
    }
}
