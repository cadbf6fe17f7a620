package io.ddp4ee.extension;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.json.JsonValue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.ddp4ee.DdpException;
import io.ddp4ee.DdpMethod;
import io.ddp4ee.EjsonType;
import io.ddp4ee.Param;
import io.ddp4ee.Publication;
import io.ddp4ee.PublicationHandler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/** Custom types from the beans of an application to its clients and back. */
@SuppressWarnings("unused") // The container uses it.
class EjsonTypesTest {

    private static final String HERE = EjsonTypesTest.class.getName() + "$";

    record Money(BigDecimal amount) {}

    record Day(String text) {}

    record Order(String name, Money money) {}

    @ApplicationScoped
    static class MoneyType implements EjsonType<Money> {
        @Override
        public String name() {
            return "money";
        }

        @Override
        public Object toJson(Money money) {
            return Map.of("amount", money.amount());
        }

        @Override
        public Money fromJson(Object json) {
            return new Money(new BigDecimal(((Map<?, ?>) json).get("amount").toString()));
        }
    }

    @Dependent
    static class Produced {
        @Produces
        EjsonType<Day> day() {
            return new DayType("day");
        }
    }

    private record DayType(String name) implements EjsonType<Day> {
        @Override
        public Object toJson(Day day) {
            return day.text();
        }

        @Override
        public Day fromJson(Object json) {
            return new Day((String) json);
        }
    }

    @ApplicationScoped
    static class Shop {
        @DdpMethod
        public Object echo(Object value) {
            return value;
        }

        @DdpMethod
        public Money doubled(Money money) {
            return new Money(money.amount().add(money.amount()));
        }

        @DdpMethod
        public String days(List<Day> days, Optional<Money> money) {
            return days + ", " + money;
        }

        @DdpMethod
        public void fail() {
            throw new DdpException("poor", null, Map.of("missing", new Money(BigDecimal.ONE)));
        }

        @Produces
        @Publication("money")
        PublicationHandler money(@Param Money money) {
            return subscription -> {
                subscription.added("c", "1", Map.of("money", money, "literal", Map.of("$date", 5)));
                subscription.ready();
            };
        }
    }

    private final Application application = Application.of(MoneyType.class, Produced.class, Shop.class);

    @AfterEach
    void end() {
        application.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"$type\":\"money\",\"$value\":{\"amount\":1.50}}|{\"$type\":\"money\",\"$value\":{\"amount\":1.5}}",
                "[{\"$type\":\"day\",\"$value\":\"x\"}]|[{\"$type\":\"day\",\"$value\":\"x\"}]",
                "{\"$escape\":{\"$type\":\"day\",\"$value\":\"x\"}}|{\"$escape\":{\"$type\":\"day\",\"$value\":\"x\"}}",
                "{\"$date\":\"notnum\"}|{\"$date\":null}",
                "{\"$regexp\":\"a/b\",\"$flags\":\"gig\"}|{\"$regexp\":\"a\\\\/b\",\"$flags\":\"gi\"}",
                "{\"$binary\":\"***\"}|{\"$binary\":\"AAA=\"}",
                "{\"$InfNaN\":-7}|{\"$InfNaN\":-1}",
                "0.30000000000000004|0.30000000000000004",
                "1e2|100",
                "{\"$type\":\"oid\",\"$value\":\"5D0B1B2C3D4E5F6071829304\"}"
                        + "|{\"$type\":\"oid\",\"$value\":\"5d0b1b2c3d4e5f6071829304\"}"
            })
    void echo_isAsMeteors(String sent, String received) {
        assertThat(application.connect().call("echo", sent)).hasToString(received);
    }

    @Test
    void parametersOfTheClass_areBound() {
        Client client = application.connect();

        assertThat(client.call("doubled", "{\"$type\":\"money\",\"$value\":{\"amount\":1.25}}"))
                .hasToString("{\"$type\":\"money\",\"$value\":{\"amount\":2.5}}");
        assertThat(client.call("days", "[{\"$type\":\"day\",\"$value\":\"x\"}]", "null"))
                .hasToString("\"[Day[text=x]], Optional.empty\"");
        assertThat(client.refusal("doubled", "{\"$type\":\"day\",\"$value\":\"x\"}")
                        .getInt("error"))
                .isEqualTo(400);
    }

    @Test
    void documentsOfHandlers_haveTheType() {
        Client client = application.connect();
        client.subscribe("money", "{\"$type\":\"money\",\"$value\":{\"amount\":1}}");

        assertThat(client.lastAdded().get("money")).hasToString("{\"$type\":\"money\",\"$value\":{\"amount\":1}}");
        assertThat(client.lastAdded().get("literal")).hasToString("{\"$escape\":{\"$date\":5}}");
    }

    @Test
    void detailsOfErrors_areItsJson() {
        JsonValue details = application.connect().refusal("fail").get("details");

        assertThat(details).hasToString("{\"missing\":{\"amount\":1}}");
    }

    @ApplicationScoped
    static class OtherMoneyType extends MoneyType {}

    @ApplicationScoped
    static class SameName implements EjsonType<Order> {
        @Override
        public String name() {
            return "money";
        }

        @Override
        public Object toJson(Order order) {
            return order.name();
        }

        @Override
        public Order fromJson(Object json) {
            return new Order((String) json, null);
        }
    }

    @Dependent
    static class WrongClasses {
        @Produces
        EjsonType<String> ofEjson() {
            return null;
        }

        @Produces
        static final EjsonType<List<Day>> GENERIC = null;
    }

    @Dependent
    static class WrongNames {
        @Produces
        static final EjsonType<Day> RESERVED = new DayType("oid");

        @Produces
        EjsonType<Order> nameless() {
            return new SameName() {
                @Override
                public String name() {
                    return " ";
                }
            };
        }
    }

    @Dependent
    static class ThrowingType extends MoneyType {
        @Override
        public String name() {
            throw new IllegalStateException("not now");
        }
    }

    @Test
    void twoTypesOfOneName_refusedWithBothPlaces() {
        assertThat(mistakes(MoneyType.class, SameName.class))
                .containsExactly("EJSON type \"money\" is declared by " + HERE + "MoneyType.name() and " + HERE
                        + "SameName.name(): rename one.");
    }

    @Test
    void twoTypesOfOneClass_refusedWithBothPlaces() {
        assertThat(mistakes(MoneyType.class, OtherMoneyType.class))
                .containsExactly("Values of " + HERE + "Money have an EJSON type from " + HERE + "MoneyType and " + HERE
                        + "OtherMoneyType: remove one.");
    }

    @Test
    void classesThatCannotHaveAType_refused() {
        assertThat(mistakes(WrongClasses.class))
                .containsExactlyInAnyOrder(
                        HERE
                                + "WrongClasses.ofEjson() is an EjsonType of java.lang.String, which EJSON has already: let"
                                + " it be of a class of the application.",
                        HERE + "WrongClasses.GENERIC is an EjsonType of no class: let it be an EjsonType<...> of the"
                                + " class of its values.");
    }

    @Test
    void namesThatCannotBe_refused() {
        assertThat(mistakes(WrongNames.class, ThrowingType.class))
                .containsExactlyInAnyOrder(
                        HERE + "WrongNames.RESERVED is an EJSON type of the name \"oid\", which is Meteor's ObjectID:"
                                + " let name() return another.",
                        HERE + "WrongNames.nameless() is an EJSON type without a name: let name() return one.",
                        HERE + "ThrowingType.name() is an EJSON type that cannot tell its name"
                                + " (java.lang.IllegalStateException: not now): let name() return it.");
    }

    private static List<String> mistakes(Class<?>... classes) {
        Throwable refused = catchThrowable(() -> Application.of(classes).close());
        assertThat(refused).hasMessageStartingWith("ddp4ee has found ");
        return refused.getMessage()
                .lines()
                .skip(1)
                .map(line -> line.substring(4))
                .toList();
    }
}
