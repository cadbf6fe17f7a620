package io.ddp4ee.document;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Calendar;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.assertj.core.api.recursive.comparison.RecursiveComparisonConfiguration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.ddp4ee.binding.Binder;
import io.ddp4ee.binding.EjsonJsonb;
import io.ddp4ee.ejson.Ejson;
import io.ddp4ee.ejson.EjsonException;
import io.ddp4ee.fixture.Scalars;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** What a document has, a client may give to a method, whose parameter is of the attribute's type; and it is the same value. */
class WayBackTest {

    private static final Set<Class<?>> ENTITIES =
            Set.of(Scalars.Numbers.class, Scalars.Times.class, Scalars.Others.class);

    private final Ejson ejson = new Ejson();
    private final Binder binder = new Binder(EjsonJsonb.create());

    static Stream<Arguments> attributes() {
        return DocumentCases.ALL.stream()
                .filter(one -> ENTITIES.contains(one.entity()))
                .flatMap(one -> {
                    List<Object> rows = one.rows().get();
                    List<String> documents = one.documents().lines().toList();
                    return Stream.iterate(0, row -> row < rows.size(), row -> row + 1)
                            .flatMap(row -> attributes(one.entity())
                                    .map(field -> arguments(field, rows.get(row), documents.get(row))));
                });
    }

    private static Stream<Field> attributes(Class<?> entity) {
        return Arrays.stream(entity.getDeclaredFields())
                .filter(field -> !Modifier.isStatic(field.getModifiers()) && !field.isSynthetic())
                // It stands in the message.
                .filter(field -> !field.getName().equals("id"));
    }

    @ParameterizedTest
    @MethodSource("attributes")
    void valueOfADocument_isTheAttributesAgain(Field attribute, Object row, String document)
            throws EjsonException, IllegalAccessException {
        Map<?, ?> fields = (Map<?, ?>) ejson.parse(document.substring(document.indexOf(' ') + 1));
        assertThat(fields.keySet()).as("fields").anyMatch(attribute.getName()::equals);

        Object given = binder.bind(fields.get(attribute.getName()), attribute.getGenericType());

        RecursiveComparisonConfiguration byInstant = new RecursiveComparisonConfiguration();
        byInstant.registerComparatorForType(
                (one, other) -> one.toInstant().compareTo(other.toInstant()), OffsetDateTime.class);
        byInstant.registerComparatorForType(
                (one, other) -> one.toInstant().compareTo(other.toInstant()), Calendar.class);
        assertThat(given).usingRecursiveComparison(byInstant).isEqualTo(attribute.get(row));
    }
}
