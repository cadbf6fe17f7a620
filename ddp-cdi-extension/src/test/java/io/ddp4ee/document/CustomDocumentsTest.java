package io.ddp4ee.document;

import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.persistence.metamodel.EntityType;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import io.ddp4ee.DocumentMapping;
import io.ddp4ee.EjsonType;
import io.ddp4ee.binding.EjsonJsonb;
import io.ddp4ee.document.DocumentSelect.Selection;
import io.ddp4ee.ejson.CustomTypes;
import io.ddp4ee.ejson.CustomTypes.Registered;
import io.ddp4ee.fixture.Provider;
import io.ddp4ee.fixture.Scalars.Colour;
import io.ddp4ee.fixture.Scalars.Numbers;
import io.ddp4ee.fixture.Scalars.Others;
import io.ddp4ee.fixture.Shop;
import io.ddp4ee.fixture.Shop.Author;
import io.ddp4ee.fixture.Shop.Geo;
import io.ddp4ee.persistence.EntityManagerRows;
import io.ddp4ee.persistence.Rows;

import static org.assertj.core.api.Assertions.assertThat;

/** Documents with values of custom types. */
@ParameterizedClass
@EnumSource(Provider.class)
class CustomDocumentsTest {

    /** A type that is written only. */
    private record Written<T>(String name, Function<T, Object> writer) implements EjsonType<T> {
        @Override
        public Object toJson(T value) {
            return writer.apply(value);
        }

        @Override
        public T fromJson(Object json) {
            throw new UnsupportedOperationException();
        }
    }

    @Parameter
    Provider provider;

    private DocumentShapes shapes;

    @BeforeEach
    void fill() throws Exception {
        provider.empty();
        CustomTypes customs = new CustomTypes(List.of(
                registered(Colour.class, "colour", colour -> List.of(colour.red(), colour.green())),
                registered(Geo.class, "geo", geo -> geo.north + "N" + geo.east + "E"),
                registered(BigDecimal.class, "Decimal", BigDecimal::toPlainString)));
        shapes = new DocumentShapes(provider.unit(), EjsonJsonb.create(customs), customs, type -> null);
    }

    private static <T> Registered registered(Class<T> type, String name, Function<T, Object> writer) {
        return new Registered(name, type, new Written<>(name, writer));
    }

    @Test
    void attribute_hasItsType() throws Exception {
        Others row = others(1);
        row.colour = new Colour(1, 2);
        Others without = others(2);
        provider.store(row, without);

        assertThat(documents(DocumentMapping.of(Others.class).fields("colour", "colour as again")))
                .isEqualTo("{\"colour\":{\"$type\":\"colour\",\"$value\":[1,2]},"
                        + "\"again\":{\"$type\":\"colour\",\"$value\":[1,2]}} {\"colour\":null,\"again\":null}");
    }

    private static Others others(long id) {
        Others row = new Others();
        row.id = id;
        row.letter = 'x';
        row.uuid = new UUID(0, id);
        return row;
    }

    @Test
    void number_hasItsTypeWhateverItsColumn() throws Exception {
        Numbers row = new Numbers();
        row.id = 1L;
        row.price = new BigDecimal("1.50");
        row.longPrice = new BigDecimal("2.50");
        provider.store(row);

        assertThat(documents(DocumentMapping.of(Numbers.class)
                        .fields("price", "longPrice", "price + price as twice", "real")))
                .isEqualTo("{\"price\":{\"$type\":\"Decimal\",\"$value\":\"1.50\"},"
                        + "\"longPrice\":{\"$type\":\"Decimal\",\"$value\":\"2.50\"},"
                        + "\"twice\":{\"$type\":\"Decimal\",\"$value\":\"3.00\"},\"real\":0}");
    }

    @Test
    void embeddable_hasItsType() throws Exception {
        Author author = Shop.author(4, "Ann", "ann@example.com");
        author.address = new Shop.Address();
        author.address.city = "Oslo";
        author.address.geo = Geo.of(59, 10);
        provider.store(author);

        assertThat(documents(DocumentMapping.of(Author.class).fields("address")))
                .isEqualTo("{\"address\":{\"city\":\"Oslo\",\"country_id\":null,"
                        + "\"geo\":{\"$type\":\"geo\",\"$value\":\"59N10E\"}}}");
    }

    private String documents(DocumentMapping<?> mapping) throws Exception {
        shapes.add(mapping, "rows");
        EntityType<?> entity = provider.unit().entities().of(mapping.entity());
        DocumentShape shape = shapes.of(entity, "rows");
        Selection byId = new Selection("", List.of(), "", "this_.id", 0, Rows.ALL);
        List<Row> rows = provider.call(entityManager ->
                new DocumentSelect(shape).read(new EntityManagerRows(entityManager), byId, Rows.ALL, Long.MAX_VALUE));
        return rows.stream().map(row -> row.document().fields().text()).collect(Collectors.joining(" "));
    }
}
