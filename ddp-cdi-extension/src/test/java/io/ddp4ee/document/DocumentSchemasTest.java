package io.ddp4ee.document;

import java.util.Map;

import jakarta.persistence.metamodel.EntityType;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import io.ddp4ee.DdpCollection;
import io.ddp4ee.DocumentMapping;
import io.ddp4ee.binding.EjsonJsonb;
import io.ddp4ee.ejson.Ejson;
import io.ddp4ee.ejson.Values;
import io.ddp4ee.fixture.Hierarchies.Car;
import io.ddp4ee.fixture.Provider;
import io.ddp4ee.fixture.Shop;
import io.ddp4ee.schema.JavaTypes;

import static org.assertj.core.api.Assertions.assertThat;

/** What is told of documents is what their shapes make. */
@ParameterizedClass
@EnumSource(Provider.class)
class DocumentSchemasTest {

    @Parameter
    Provider provider;

    private DocumentShapes shapes;

    @BeforeEach
    void declare() {
        shapes = new DocumentShapes(provider.unit(), EjsonJsonb.create(), type -> new Shop.ShelfNumber());
        for (Class<?> entity : new Class<?>[] {
            Shop.Book.class, Shop.Author.class, Shop.Country.class, Shop.Tag.class, Shop.Chapter.class
        }) {
            EntityType<?> type = provider.unit().entities().of(entity);
            shapes.add(type, entity.getAnnotation(DdpCollection.class));
        }
    }

    private Map<?, ?> properties(DocumentShape shape) {
        DocumentSchemas schemas = new DocumentSchemas(shapes, new JavaTypes(type -> null, type -> null));
        return (Map<?, ?>) schemas.of(shape).words().get("properties");
    }

    private Map<?, ?> properties(Class<?> entity) {
        return properties(shapes.of(provider.unit().entities().of(entity), ""));
    }

    private static String print(Object words) {
        return Ejson.print(Values.of(words)).replace('"', '\'');
    }

    @Test
    void names_areTheDocuments() {
        DocumentShape shape = shapes.of(provider.unit().entities().of(Shop.Book.class), "");

        assertThat(properties(shape).keySet().stream().skip(1).map(String::valueOf))
                .containsExactlyElementsOf(shape.fieldNames());
        assertThat(properties(shape).get("_id")).isEqualTo(Map.of("type", "string"));
    }

    @Test
    void values() {
        Map<?, ?> book = properties(Shop.Book.class);

        assertThat(print(book.get("title"))).isEqualTo("{'type':'string','nullable':true}");
        assertThat(print(book.get("price"))).isEqualTo("{'type':'number','precision':10,'scale':2,'nullable':true}");
        assertThat(print(book.get("pages"))).isEqualTo("{'type':'integer'}");
        assertThat(print(book.get("genre")))
                .isEqualTo("{'type':'string','enum':['NOVEL','POETRY','CRIME'],'nullable':true}");
        assertThat(print(book.get("shelf"))).isEqualTo("{'type':'integer','nullable':true}");
    }

    @Test
    void relations_nameTheCollection() {
        Map<?, ?> book = properties(Shop.Book.class);

        assertThat(print(book.get("author_id")))
                .isEqualTo("{'type':'string','collection':'shop.author','nullable':true}");
        assertThat(print(book.get("tags_ids")))
                .isEqualTo("{'type':'array','items':{'type':'string','collection':'tag'}}");
    }

    @Test
    void elements_andObjects() {
        Map<?, ?> book = properties(Shop.Book.class);

        assertThat(print(book.get("aliases"))).isEqualTo("{'type':'array','items':{'type':'string'}}");
        assertThat(print(book.get("stock"))).isEqualTo("{'type':'object','additionalProperties':{'type':'integer'}}");
        assertThat(print(book.get("prizes")))
                .startsWith("{'type':'array','items':{'type':'object','properties':{'name':{'type':'string'")
                .contains("'givenBy_id':{'type':'string','collection':'country','nullable':true}");
        Map<?, ?> author = properties(Shop.Author.class);
        assertThat(author.keySet().stream().map(String::valueOf))
                .contains("fullName")
                .doesNotContain("name", "passwordHash", "notes");
        assertThat(print(author.get("address")))
                .contains("'geo':{'type':'object','properties':{'north':{'type':'integer'}");
    }

    @Test
    void expression_mayBeAnything_andADiscriminatorIsText() {
        String name = shapes.add(DocumentMapping.of(Shop.Book.class).fields("upper(title) as loud"), "loud");
        DocumentShape loud = shapes.all().stream()
                .filter(shape -> shape.collection().equals(name))
                .findFirst()
                .orElseThrow();
        assertThat(print(properties(loud).get("loud"))).isEqualTo("{'nullable':true}");

        shapes.add(provider.unit().entities().of(Car.class), Car.class.getAnnotation(DdpCollection.class));
        assertThat(print(properties(Car.class).get("type"))).isEqualTo("{'type':'string'}");
    }
}
