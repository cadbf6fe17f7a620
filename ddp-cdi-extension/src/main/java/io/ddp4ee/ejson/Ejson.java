package io.ddp4ee.ejson;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.ddp4ee.ejson.EjsonPrinter.Style;

/** JSON values to the EJSON values that they stand for, and back to text. Safe for use by several threads. */
public final class Ejson {

    /** A member for each character takes a hundred times its room. */
    private static final int LONGEST_LITERAL = 1000;

    private static final char LAST_ASCII = 0x7e;

    private final Json json = new Json();
    private final CustomReader customs;

    /** Reads what this software has written, in which every custom type is one. */
    public Ejson() {
        this(Custom::new);
    }

    /** @param customs which types there are in the texts */
    public Ejson(CustomTypes customs) {
        this((CustomReader) customs);
    }

    private Ejson(CustomReader customs) {
        this.customs = customs;
    }

    /** @throws EjsonException if the text is no JSON, or names a type that is not known */
    public Object parse(String text) throws EjsonException {
        return decode(json.parse(text));
    }

    /** @throws EjsonException if the value names a type that is not known */
    public Object decode(Object value) throws EjsonException {
        if (value instanceof List<?> list) {
            List<Object> elements = new ArrayList<>(list.size());
            for (Object element : list) {
                elements.add(decode(element));
            }
            return elements;
        }
        if (value instanceof Map<?, ?> map) {
            return switch (Escape.typeOf(map.keySet())) {
                case DATE -> Dates.decode(map.get("$date"));
                case INF_NAN -> JavaScript.sign(map.get("$InfNaN")) / 0.0;
                case BINARY -> Binary.decode(map.get("$binary"));
                case ESCAPE -> literal(map.get("$escape"));
                case REGEXP -> RegExp.parse(map.get("$regexp"), map.get("$flags"));
                case CUSTOM -> custom(map.get("$type"), map.get("$value"));
                case NONE -> members(map);
            };
        }
        return value;
    }

    private Custom custom(Object type, Object value) throws EjsonException {
        if (type instanceof String name) {
            return customs.read(name, value);
        }
        throw new EjsonException("A custom EJSON type without a name");
    }

    /** An object that looked like a type. Of what is no object JavaScript takes the members that it has there. */
    private Map<String, Object> literal(Object value) throws EjsonException {
        if (value == null) {
            throw new EjsonException("Nothing is escaped");
        }
        if (value instanceof Map<?, ?> map) {
            return members(map);
        }
        List<?> elements = value instanceof List<?> list ? list : List.of();
        if (value instanceof String text) {
            if (text.length() > LONGEST_LITERAL) {
                throw new EjsonException("A long text is escaped as if it were an object");
            }
            elements = text.chars().mapToObj(c -> String.valueOf((char) c)).toList();
        }
        Map<String, Object> members = new LinkedHashMap<>();
        for (Object element : elements) {
            members.put(String.valueOf(members.size()), decode(element));
        }
        return members;
    }

    private Map<String, Object> members(Map<?, ?> map) throws EjsonException {
        Map<String, Object> members = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            members.put((String) entry.getKey(), decode(entry.getValue()));
        }
        return members;
    }

    /** Whether an object with these members only is escaped when it is printed. */
    public static boolean looksLikeEjson(Collection<String> names) {
        return Escape.typeOf(names) != Escape.NONE;
    }

    /** The text of a value, in characters that any WebSocket can carry. */
    public static String print(Object value) {
        return print(value, Style.EJSON);
    }

    /** The text of a value as JSON that knows no EJSON, for the places of a message that are not EJSON. */
    public static String printPlain(Object value) {
        return print(value, Style.PLAIN);
    }

    /** The text of a value in which objects that look like EJSON are not escaped, for readers that know no escape. */
    public static String printLiteral(Object value) {
        return print(value, Style.LITERAL);
    }

    /** The text of a value in ASCII only, for carriers that know no other. */
    public static String printAscii(Object value) {
        String text = print(value);
        StringBuilder ascii = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            // Only strings hold other characters.
            ascii.append(c > LAST_ASCII ? EjsonPrinter.escaped(c) : c);
        }
        return ascii.toString();
    }

    private static String print(Object value, Style style) {
        EjsonPrinter printer = new EjsonPrinter(style);
        printer.value(value);
        return printer.toString();
    }
}
