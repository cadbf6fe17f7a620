package io.ddp4ee.ejson;

import java.io.StringReader;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.json.JsonException;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;

/** Plain JSON text to values, before anything in it is taken for EJSON. The syntax is the platform's JSON-P. */
public final class Json {

    /** Deeper values are refused rather than risked on the stack; every later walk of a value relies on it. */
    private static final int DEEPEST = 256;

    /** What a double could hold, and more: longer numbers are a client's attempt at our memory. */
    private static final int LONGEST_NUMBER = 100;

    private final JsonProvider provider = JsonProvider.provider();

    /** @throws EjsonException if the text is not one JSON value */
    public Object parse(String text) throws EjsonException {
        try (JsonParser parser = provider.createParser(new StringReader(text))) {
            Object value = value(parser, parser.next(), 0);
            if (parser.hasNext()) {
                throw new EjsonException("There is more than one JSON value");
            }
            return value;
        } catch (JsonException | IllegalStateException | java.util.NoSuchElementException e) {
            throw new EjsonException("Not JSON: " + e.getMessage(), e);
        }
    }

    private Object value(JsonParser parser, Event event, int depth) throws EjsonException {
        if (depth > DEEPEST) {
            throw new EjsonException("Nested deeper than " + DEEPEST);
        }
        return switch (event) {
            case START_OBJECT -> object(parser, depth + 1);
            case START_ARRAY -> array(parser, depth + 1);
            case VALUE_STRING -> parser.getString();
            case VALUE_NUMBER -> number(parser.getString());
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> throw new EjsonException("Unexpected " + event);
        };
    }

    private Map<String, Object> object(JsonParser parser, int depth) throws EjsonException {
        Map<String, Object> members = new LinkedHashMap<>();
        while (parser.next() != Event.END_OBJECT) {
            String name = parser.getString();
            members.put(name, value(parser, parser.next(), depth));
        }
        return members;
    }

    private List<Object> array(JsonParser parser, int depth) throws EjsonException {
        List<Object> elements = new ArrayList<>();
        for (Event event = parser.next(); event != Event.END_ARRAY; event = parser.next()) {
            elements.add(value(parser, event, depth));
        }
        return elements;
    }

    /** As JavaScript reads it where a double could not hold it: {@code 1e999} is infinite. */
    private static Object number(String text) {
        double approximate = Double.parseDouble(text);
        if (text.length() > LONGEST_NUMBER || Double.isInfinite(approximate) || approximate == 0) {
            return Values.of(approximate);
        }
        return Values.of(new BigDecimal(text));
    }
}
