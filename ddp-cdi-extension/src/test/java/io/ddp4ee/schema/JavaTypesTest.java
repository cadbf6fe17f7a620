package io.ddp4ee.schema;

import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.json.bind.annotation.JsonbTransient;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.ddp4ee.ejson.Ejson;
import io.ddp4ee.ejson.Values;
import io.ddp4ee.fixture.Shop;

import static org.assertj.core.api.Assertions.assertThat;

/** What Java types and constraints say of values. */
class JavaTypesTest {

    record Line(@NotNull String text, int amount, Line next) {}

    /** As JSON-B sees it. */
    @SuppressWarnings("unused")
    public static class Order {
        public List<Line> lines;

        @JsonbProperty("customer")
        private String name;

        @JsonbTransient
        public String secret;

        private String hidden;

        public String getName() {
            return name;
        }

        public void setNote(@NotNull String note) {}
    }

    interface Known {}

    @SuppressWarnings("unused")
    abstract static class Signatures {
        abstract void text(String value);

        abstract void flag(boolean value);

        abstract void whole(int value);

        abstract void boxed(Integer value);

        abstract void floating(double value);

        abstract void large(long value);

        abstract void decimal(@NotNull @Positive @Digits(integer = 5, fraction = 2) BigDecimal value);

        abstract void date(Instant value);

        abstract void day(LocalDate value);

        abstract void bytes(byte[] value);

        abstract void unit(@NotNull TimeUnit value);

        abstract void adapted(@NotNull Shop.Shelf value);

        abstract void maybe(Optional<String> value);

        abstract void later(CompletionStage<String> value);

        abstract void list(@NotNull @Size(max = 3) List<? extends Integer> value);

        abstract void array(String[] value);

        abstract void map(Map<String, Integer> value);

        abstract void anything(Object value);

        abstract void sized(@NotBlank @Size(max = 20) @Pattern(regexp = "[a-z]+") @Email String value);

        abstract void bounded(@Min(1) @Max(5) int value);

        abstract void exclusive(@DecimalMax(value = "2.50", inclusive = false) double value);

        abstract void order(Order value);

        abstract void known(Known value);
    }

    private static String describe(String name) {
        Method method = Arrays.stream(Signatures.class.getDeclaredMethods())
                .filter(one -> one.getName().equals(name))
                .findFirst()
                .orElseThrow();
        JavaTypes types = new JavaTypes(type -> null, type -> type == Known.class ? "known" : null);
        Schema schema =
                types.of(method.getGenericParameterTypes()[0], Annotations.of(List.of(method.getParameters()[0])));
        return Ejson.print(Values.of(schema.words()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "text      | {'type':'string','nullable':true}",
                "flag      | {'type':'boolean'}",
                "whole     | {'type':'integer'}",
                "boxed     | {'type':'integer','nullable':true}",
                "floating  | {'type':'number'}",
                "large     | {'type':['number','string']}",
                "decimal   | {'type':['number','string'],'exclusiveMinimum':0,'precision':7,'scale':2}",
                "date      | {'type':'date','nullable':true}",
                "day       | {'type':'string','nullable':true}",
                "bytes     | {'type':'binary','nullable':true}",
                "adapted   | {'type':'integer'}",
                "maybe     | {'type':'string','nullable':true}",
                "later     | {'type':'string','nullable':true}",
                "list      | {'type':'array','items':{'type':'integer'},'maxItems':3}",
                "array     | {'type':'array','items':{'type':'string'},'nullable':true}",
                "map       | {'type':'object','additionalProperties':{'type':'integer'},'nullable':true}",
                "anything  | {'nullable':true}",
                "sized     | {'type':'string','minLength':1,'maxLength':20,'pattern':'[a-z]+','format':'email'}",
                "bounded   | {'type':'integer','minimum':1,'maximum':5}",
                "exclusive | {'type':'number','exclusiveMaximum':2.5}",
                "known     | {'type':'object','document':'known','nullable':true}"
            })
    void parameter_isDescribed(String method, String expected) {
        assertThat(describe(method)).isEqualTo(expected.replace('\'', '"'));
    }

    @Test
    void enum_hasItsNames() {
        assertThat(describe("unit")).startsWith("{\"type\":\"string\",\"enum\":[\"NANOSECONDS\",\"MICROSECONDS\"");
    }

    @Test
    void object_hasTheProperties_thatJsonBSees_andItselfNotTwice() {
        String line = "{'type':'object','properties':{'amount':{'type':'integer'},'next':{'nullable':true},"
                + "'text':{'type':'string'}},'required':['amount','text']}";

        assertThat(describe("order"))
                .isEqualTo(("{'type':'object','properties':{'customer':{'type':'string','nullable':true},"
                                + "'lines':{'type':'array','items':" + line + ",'nullable':true},"
                                + "'note':{'type':'string','nullable':true}},'nullable':true}")
                        .replace('\'', '"'));
    }
}
