package io.ddp4ee.binding;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.util.Base64;
import java.util.Calendar;
import java.util.Date;
import java.util.function.BiConsumer;
import java.util.function.Function;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbConfig;
import jakarta.json.bind.adapter.JsonbAdapter;
import jakarta.json.bind.serializer.JsonbSerializer;
import jakarta.json.bind.serializer.SerializationContext;
import jakarta.json.stream.JsonGenerator;

import io.ddp4ee.ejson.CustomTypes;
import io.ddp4ee.ejson.Numbers;
import io.ddp4ee.ejson.Values;

/** JSON-B that writes EJSON: dates and bytes as their types, and numbers as strings where a double would lose digits. */
public final class EjsonJsonb {

    private EjsonJsonb() {}

    /** For an application without custom types. */
    public static Jsonb create() {
        return create(CustomTypes.NONE);
    }

    public static Jsonb create(CustomTypes customs) {
        return JsonbBuilder.create(new JsonbConfig()
                .withAdapters(new Texts<Year>(Year::parse) {}, new Texts<YearMonth>(YearMonth::parse) {})
                .withSerializers(times(EjsonJsonb::date))
                .withSerializers(MapSerializer.all(customs))
                .withSerializers(
                        new Bytes(), new Doubles(), new Floats(), new Longs(), new Integers(), new Decimals()));
    }

    /** Numbers stay numbers: for reading again, not for JavaScript. */
    static Jsonb createExact() {
        return JsonbBuilder.create(new JsonbConfig()
                .withAdapters(new Texts<Year>(Year::parse) {}, new Texts<YearMonth>(YearMonth::parse) {})
                .withSerializers(times(RoundTrip::time))
                .withSerializers(MapSerializer.all(CustomTypes.NONE))
                .withSerializers(new Bytes(), new Doubles(), new Floats()));
    }

    private static void date(Instant time, JsonGenerator generator) {
        if (Values.isDate(time)) {
            generator.writeStartObject().write("$date", time.toEpochMilli()).writeEnd();
        } else {
            generator.write(time.toString());
        }
    }

    private static JsonbSerializer<?>[] times(BiConsumer<Instant, JsonGenerator> writer) {
        return new JsonbSerializer<?>[] {
            new Times<Instant>(time -> time, writer) {},
            new Times<Date>(date -> Instant.ofEpochMilli(date.getTime()), writer) {},
            new Times<Calendar>(Calendar::toInstant, writer) {},
            new Times<OffsetDateTime>(OffsetDateTime::toInstant, writer) {},
            new Times<ZonedDateTime>(ZonedDateTime::toInstant, writer) {}
        };
    }

    private abstract static class Times<T> implements JsonbSerializer<T> {
        private final Function<T, Instant> instant;
        private final BiConsumer<Instant, JsonGenerator> writer;

        Times(Function<T, Instant> instant, BiConsumer<Instant, JsonGenerator> writer) {
            this.instant = instant;
            this.writer = writer;
        }

        @Override
        public void serialize(T time, JsonGenerator generator, SerializationContext context) {
            writer.accept(instant.apply(time), generator);
        }
    }

    /** Without it JSON-B would look for properties. */
    private abstract static class Texts<T> implements JsonbAdapter<T, String> {
        private final Function<String, T> parser;

        Texts(Function<String, T> parser) {
            this.parser = parser;
        }

        @Override
        public String adaptToJson(T value) {
            return value.toString();
        }

        @Override
        public T adaptFromJson(String text) {
            return parser.apply(text);
        }
    }

    private static final class Bytes implements JsonbSerializer<byte[]> {
        @Override
        public void serialize(byte[] bytes, JsonGenerator generator, SerializationContext context) {
            generator
                    .writeStartObject()
                    .write("$binary", Base64.getEncoder().encodeToString(bytes))
                    .writeEnd();
        }
    }

    private static final class Doubles implements JsonbSerializer<Double> {
        @Override
        public void serialize(Double number, JsonGenerator generator, SerializationContext context) {
            if (number.isNaN() || number.isInfinite()) {
                generator
                        .writeStartObject()
                        .write("$InfNaN", (int) Math.signum(number))
                        .writeEnd();
            } else {
                generator.write(number);
            }
        }
    }

    private static final class Floats implements JsonbSerializer<Float> {
        @Override
        public void serialize(Float number, JsonGenerator generator, SerializationContext context) {
            // By its text: as a double 0.1f has digits that nobody wrote.
            new Doubles().serialize(Double.valueOf(number.toString()), generator, context);
        }
    }

    private static final class Longs implements JsonbSerializer<Long> {
        @Override
        public void serialize(Long number, JsonGenerator generator, SerializationContext context) {
            new Integers().serialize(BigInteger.valueOf(number), generator, context);
        }
    }

    private static final class Integers implements JsonbSerializer<BigInteger> {
        @Override
        public void serialize(BigInteger number, JsonGenerator generator, SerializationContext context) {
            if (Numbers.holds(number)) {
                generator.write(number);
            } else {
                generator.write(number.toString());
            }
        }
    }

    private static final class Decimals implements JsonbSerializer<BigDecimal> {
        @Override
        public void serialize(BigDecimal number, JsonGenerator generator, SerializationContext context) {
            if (Numbers.holds(number)) {
                generator.write(number.stripTrailingZeros());
            } else {
                generator.write(number.toPlainString());
            }
        }
    }
}
