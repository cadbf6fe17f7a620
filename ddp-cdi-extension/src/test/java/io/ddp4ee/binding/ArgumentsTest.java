package io.ddp4ee.binding;

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.annotation.Nullable;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.ddp4ee.DocumentId;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ArgumentsTest {

    interface Methods {
        void plain(int first, String second);

        void optional(String first, Optional<Integer> second);

        void nullable(String first, @Nullable Integer second);

        void document(@DocumentId(Book.class) Long book);

        void smallDocument(@DocumentId(Book.class) int book);

        void documentInText(@DocumentId(Book.class) String book);

        void optionalDocument(@DocumentId(Book.class) Optional<Long> book);

        void countryInText(@DocumentId(Country.class) Optional<String> country);

        void country(@DocumentId(Country.class) UUID country);

        void optionalCountry(@DocumentId(Country.class) Optional<UUID> country);
    }

    static final class Book {}

    static final class Country {}

    private static final UUID COUNTRY = UUID.fromString("3f2504e0-4f89-11d3-9a0c-0305e82c3301");

    /** As the persistence unit's: ids are digits, those of countries UUIDs. */
    private static Arguments arguments(String method) {
        List<Parameter> parameters = Arrays.stream(Methods.class.getDeclaredMethods())
                .filter(one -> one.getName().equals(method))
                .map(Method::getParameters)
                .map(Arrays::asList)
                .findFirst()
                .orElseThrow();
        return new Arguments(
                parameters,
                new Binder(EjsonJsonb.create()),
                (entity, documentId) ->
                        entity == Country.class ? UUID.fromString(documentId) : Long.valueOf(documentId));
    }

    record Example(String method, List<Object> sent, List<Object> bound) {}

    static List<Example> fitting() {
        return List.of(
                new Example("plain", List.of(1L, "x"), List.of(1, "x")),
                new Example("plain", Arrays.asList(1L, null), Arrays.asList(1, null)),
                new Example("optional", List.of("x"), List.of("x", Optional.empty())),
                new Example("optional", List.of("x", 2L), List.of("x", Optional.of(2))),
                new Example("optional", Arrays.asList("x", null), List.of("x", Optional.empty())),
                new Example("nullable", List.of("x"), Arrays.asList("x", null)),
                new Example("document", List.of("7"), List.of(7L)),
                new Example("document", List.of(7L), List.of(7L)),
                new Example("document", Arrays.asList((Object) null), Arrays.asList((Object) null)),
                new Example("smallDocument", List.of("7"), List.of(7)),
                new Example("optionalDocument", List.of("7"), List.of(Optional.of(7L))),
                new Example("optionalDocument", List.of(), List.of(Optional.empty())),
                new Example("country", List.of(COUNTRY.toString()), List.of(COUNTRY)),
                new Example("optionalCountry", List.of(COUNTRY.toString()), List.of(Optional.of(COUNTRY))),
                new Example("optionalCountry", Arrays.asList((Object) null), List.of(Optional.empty())),
                new Example("optionalCountry", List.of(), List.of(Optional.empty())));
    }

    @ParameterizedTest
    @MethodSource("fitting")
    void parameters_areBoundByPosition(Example example) {
        assertThat(arguments(example.method()).bind(example.sent())).isEqualTo(example.bound());
    }

    static List<Example> unfitting() {
        return List.of(
                new Example("plain", List.of(1L), null),
                new Example("plain", List.of(), null),
                new Example("plain", List.of(1L, "x", 2L), null),
                new Example("plain", Arrays.asList(null, "x"), null),
                new Example("plain", List.of("x", "y"), null),
                new Example("optional", List.of(), null),
                new Example("document", List.of("x"), null),
                new Example("document", List.of(true), null),
                new Example("document", List.of(List.of("7")), null),
                new Example("smallDocument", List.of("99999999999"), null),
                new Example("smallDocument", Arrays.asList((Object) null), null));
    }

    @ParameterizedTest
    @MethodSource("unfitting")
    void parameters_thatDoNotFit_areRefused(Example example) {
        assertThatThrownBy(() -> arguments(example.method()).bind(example.sent()))
                .isInstanceOf(MatchFailedException.class);
    }

    @Test
    void typesThatKeysAreNot_areNamed() {
        DocumentIdTypes types = new DocumentIdTypes(
                entity -> entity == Book.class ? long.class : entity == Country.class ? UUID.class : null);
        List<String> problems = new ArrayList<>();
        for (Method method : Methods.class.getDeclaredMethods()) {
            types.check(
                    method.getName(),
                    List.of(method.getParameters()),
                    List.of(method.getGenericParameterTypes()),
                    problems::add);
        }
        assertThat(problems)
                .containsExactlyInAnyOrder(
                        "documentInText takes the key of " + Book.class.getName()
                                + " as a String, which is a Long: make the parameter one.",
                        "countryInText takes the key of " + Country.class.getName()
                                + " as a String, which is a UUID: make the parameter one.");
    }

    @Test
    void missingParameter_isNamed() {
        assertThatThrownBy(() -> arguments("plain").bind(List.of(1L))).hasMessage("Parameter second is missing");
        assertThatThrownBy(() -> arguments("plain").bind(List.of(1L, "x", "y")))
                .hasMessage("3 parameters are too many");
    }
}
