package io.ddp4ee.persistence;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import jakarta.persistence.metamodel.EntityType;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.ddp4ee.fixture.Hierarchies.Car;
import io.ddp4ee.fixture.Hierarchies.Memo;
import io.ddp4ee.fixture.Keys.Account;
import io.ddp4ee.fixture.Keys.Biography;
import io.ddp4ee.fixture.Keys.ByBigInteger;
import io.ddp4ee.fixture.Keys.ByInt;
import io.ddp4ee.fixture.Keys.ByUuid;
import io.ddp4ee.fixture.Keys.Line;
import io.ddp4ee.fixture.Keys.LineId;
import io.ddp4ee.fixture.Keys.Membership;
import io.ddp4ee.fixture.Keys.Seat;
import io.ddp4ee.fixture.Provider;
import io.ddp4ee.fixture.Shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@ParameterizedClass
@EnumSource(Provider.class)
class EntityKeyTest {

    @Parameter
    Provider provider;

    @BeforeEach
    void empty() throws Exception {
        provider.empty();
    }

    record Example(Object row, String documentId, List<Object> needs) {
        @Override
        public String toString() {
            return row.getClass().getSimpleName();
        }
    }

    static List<Example> examples() {
        ByInt number = new ByInt();
        number.number = -7;
        ByUuid uuid = new ByUuid();
        uuid.id = UUID.fromString("3f2504e0-4f89-11d3-9a0c-0305e82c3301");
        ByBigInteger big = new ByBigInteger();
        big.id = new BigInteger("123456789012345678");
        Line line = new Line();
        line.id = LineId.of(5, "a:b%3A");
        Seat seat = new Seat();
        seat.row = 3;
        seat.section = "A";
        Membership membership = new Membership();
        membership.author = Shop.author(4, "n", "e");
        membership.tag = Shop.tag(9, "t");
        Biography biography = new Biography();
        biography.author = membership.author;
        Account account = new Account();
        account.author = membership.author;
        Car car = new Car();
        car.id = 2L;
        Memo memo = new Memo();
        memo.id = 1L;
        return List.of(
                new Example(number, "-7", List.of()),
                new Example(uuid, "3f2504e0-4f89-11d3-9a0c-0305e82c3301", List.of()),
                new Example(big, "123456789012345678", List.of()),
                new Example(line, "a%3Ab%253A:5", List.of()),
                new Example(seat, "3:A", List.of()),
                new Example(membership, "4:9", List.of(membership.author, membership.tag)),
                new Example(biography, "4", List.of(biography.author)),
                new Example(account, "4", List.of(account.author)),
                new Example(car, "2", List.of()),
                new Example(memo, "1", List.of()),
                new Example(Shop.country("-N:O%", "Norway"), "-N:O%", List.of()));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void key_writtenAndReadAgain_findsItsRow(Example example) throws Exception {
        EntityKey key = key(example.row().getClass());
        provider.store(Stream.concat(example.needs().stream(), Stream.of(example.row()))
                .toArray());
        Object identifier = provider.unit().factory().getPersistenceUnitUtil().getIdentifier(example.row());
        assertThat(key.documentIdOf(identifier)).isEqualTo(example.documentId());
        assertThat(key.documentIdOf(key.keyOf(example.documentId()))).isEqualTo(example.documentId());
        Object found =
                provider.call(entities -> entities.find(example.row().getClass(), key.keyOf(example.documentId())));
        assertThat(found).isNotNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x|\"x\" is no int of ByInt",
                "''|\"\" is no int of ByInt",
                "1.0|\"1.0\" is no int of ByInt",
                "99999999999|\"99999999999\" is no int of ByInt"
            })
    void otherText_isNoKey(String text, String message) {
        assertThatThrownBy(() -> key(ByInt.class).keyOf(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    /** Two texts for one row would be two documents. */
    @ParameterizedTest
    @CsvSource({"+7", "07", "-0", "٧"})
    void otherSpelling_isNoKey(String text) {
        assertThatThrownBy(() -> key(ByInt.class).keyOf(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void otherCase_isNoKey() {
        assertThatThrownBy(() -> key(ByUuid.class).keyOf("3F2504E0-4F89-11D3-9A0C-0305E82C3301"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** Arithmetic with them would take a thread's time, or all memory. */
    @ParameterizedTest
    @ValueSource(classes = {BigInteger.class, BigDecimal.class})
    void hugeNumber_isNoKey(Class<?> type) {
        String digits = "1".repeat(500_000);
        for (String text : List.of(digits, "-" + digits, "1e2000000000", "1e-2000000000")) {
            assertThatThrownBy(() -> KeyText.parse(text, type, "Thing"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageEndingWith(" is no " + type.getSimpleName() + " of Thing");
        }
        assertThat(KeyText.parse("9".repeat(40), type, "Thing")).hasToString("9".repeat(40));
    }

    @Test
    void missingPart_isNoKey() {
        assertThatThrownBy(() -> key(Line.class).keyOf("5"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("\"5\" has 1 parts, not 2");
    }

    private EntityKey key(Class<?> type) {
        EntityType<?> entity = provider.unit().entities().of(type);
        return provider.unit().entities().keyOf(entity);
    }
}
