package io.ddp4ee.ejson;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.ddp4ee.EjsonType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CustomTypesTest {

    interface Shape {
        String text();
    }

    record Square(String text) implements Shape {}

    static class Money {
        private final BigDecimal amount;

        Money(BigDecimal amount) {
            this.amount = amount;
        }
    }

    static class Discount extends Money {
        Discount() {
            super(BigDecimal.ONE.negate());
        }
    }

    private static final EjsonType<Money> MONEY = new EjsonType<>() {
        @Override
        public String name() {
            return "money";
        }

        @Override
        public Object toJson(Money value) {
            return Map.of("amount", value.amount);
        }

        @Override
        public Money fromJson(Object json) {
            Object amount = ((Map<?, ?>) json).get("amount");
            return amount == null ? null : new Money(new BigDecimal(amount.toString()));
        }
    };

    private static final EjsonType<Shape> SHAPE = new EjsonType<>() {
        @Override
        public String name() {
            return "shape";
        }

        @Override
        public Object toJson(Shape value) {
            return value.text();
        }

        @Override
        public Shape fromJson(Object json) {
            return new Square((String) json);
        }
    };

    private final CustomTypes types = new CustomTypes(List.of(
            new CustomTypes.Registered("money", Money.class, MONEY),
            new CustomTypes.Registered("shape", Shape.class, SHAPE)));
    private final Ejson ejson = new Ejson(types);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "oid|\"5d0b1b2c3d4e5f6071829304\"|\"5d0b1b2c3d4e5f6071829304\"",
                "oid|\"5D0B1B2C3D4E5F6071829304\"|\"5d0b1b2c3d4e5f6071829304\"",
                "money|{\"amount\":12.50}|{\"amount\":12.5}",
                "money|{\"amount\":1,\"$x\":{\"$date\":5}}|{\"amount\":1,\"$x\":{\"$date\":5}}",
                "shape|\"s\"|\"s\""
            })
    void valueOfAType_isRead(String name, String json, String printed) throws EjsonException {
        assertThat(Ejson.print(ejson.parse("{\"$type\":\"" + name + "\",\"$value\":" + json + "}")))
                .isEqualTo("{\"$type\":\"" + name + "\",\"$value\":" + printed + "}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"oid\",\"$value\":\"5d0b1b2c3d4e5f607182930\"",
                "\"oid\",\"$value\":\"5d0b1b2c3d4e5f60718293040\"",
                "\"oid\",\"$value\":\"5d0b1b2c3d4e5f607182930g\"",
                "\"oid\",\"$value\":\"٥d0b1b2c3d4e5f6071829304\"",
                "\"oid\",\"$value\":\"\"",
                "\"oid\",\"$value\":null",
                "\"oid\",\"$value\":5",
                "\"OID\",\"$value\":\"5d0b1b2c3d4e5f6071829304\"",
                "\"toString\",\"$value\":1",
                "\"nosuch\",\"$value\":1",
                "\"money\",\"$value\":1",
                "\"money\",\"$value\":{\"amount\":\"x\"}",
                "\"money\",\"$value\":{}",
                "5,\"$value\":1"
            })
    void valueOfNoType_isRefused(String members) {
        assertThatThrownBy(() -> ejson.parse("[{\"$type\":" + members + "}]")).isInstanceOf(EjsonException.class);
    }

    @Test
    void object_becomesItsTypesValue() {
        assertThat(types.toEjson(new Money(new BigDecimal("1.50"))))
                .isEqualTo(new Custom("money", Map.of("amount", new BigDecimal("1.5"))));
        assertThat(types.toEjson(new Discount())).isEqualTo(new Custom("money", Map.of("amount", -1L)));
        assertThat(types.toEjson(new Square("s"))).isEqualTo(new Custom("shape", "s"));
        assertThat(types.toEjson(new Money(new BigDecimal("9007199254740993"))))
                .isEqualTo(new Custom("money", Map.of("amount", "9007199254740993")));
    }

    @Test
    void objectWithoutAType_staysAsItIs() {
        Object other = new Object();

        assertThat(types.toEjson(other)).isSameAs(other);
        assertThat(types.toEjson(null)).isNull();
        assertThat(CustomTypes.NONE.toEjson(other)).isSameAs(other);
    }

    @Test
    void value_becomesTheApplicationsObject() {
        assertThat(types.toJava(new Custom("shape", "s"))).isEqualTo(new Square("s"));
        assertThat(types.isOfApplication(new Custom("shape", "s"))).isTrue();
        assertThat(types.isOfApplication(new Custom("oid", "5d0b1b2c3d4e5f6071829304")))
                .isFalse();
    }
}
