package io.ddp4ee.document;

import java.util.List;
import java.util.stream.Collectors;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import io.ddp4ee.document.DocumentSelect.Selection;
import io.ddp4ee.fixture.Provider;
import io.ddp4ee.fixture.Scalars.Versioned;
import io.ddp4ee.persistence.EntityManagerRows;
import io.ddp4ee.persistence.Rows;

import static org.assertj.core.api.Assertions.assertThat;

/** What a row of each kind is on the wire. */
@ParameterizedClass
@EnumSource(Provider.class)
class DocumentSelectTest {

    @Parameter
    Provider provider;

    @BeforeEach
    void empty() throws Exception {
        provider.empty();
    }

    static List<DocumentCase> cases() {
        return DocumentCases.ALL;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void row_asDocument(DocumentCase example) throws Exception {
        provider.store(example.rows().get().toArray());
        assertThat(read(example.entity())).isEqualTo(example.documents());
    }

    @Test
    void version_isSentAsANumber() throws Exception {
        Versioned row = new Versioned();
        row.id = 1L;
        provider.store(row);
        assertThat(read(Versioned.class)).isEqualTo("1 {\"version\":" + row.version + "}");
    }

    private String read(Class<?> entity) throws Exception {
        DocumentShape shape = provider.shapes().of(provider.unit().entities().of(entity), "");
        return provider.call(entityManager -> new DocumentSelect(shape)
                        .read(
                                new EntityManagerRows(entityManager),
                                Selection.where("", List.of()),
                                Rows.ALL,
                                Long.MAX_VALUE)
                        .stream()
                        .map(row -> row.document().id() + " "
                                + row.document().fields().text())
                        .sorted()
                        .collect(Collectors.joining("\n")));
    }
}
