package io.ddp4ee.persistence;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Keys as the text of a document id. A simple key is its text; of a composite key the parts are joined. */
final class KeyText {

    private static final Map<Class<?>, Function<String, Object>> PARSERS = Map.ofEntries(
            Map.entry(String.class, text -> text),
            Map.entry(Long.class, Long::valueOf),
            Map.entry(long.class, Long::valueOf),
            Map.entry(Integer.class, Integer::valueOf),
            Map.entry(int.class, Integer::valueOf),
            Map.entry(Short.class, Short::valueOf),
            Map.entry(short.class, Short::valueOf),
            Map.entry(Byte.class, Byte::valueOf),
            Map.entry(byte.class, Byte::valueOf),
            Map.entry(BigInteger.class, text -> new BigInteger(digits(text))),
            Map.entry(BigDecimal.class, text -> new BigDecimal(digits(text))),
            Map.entry(UUID.class, UUID::fromString),
            Map.entry(Character.class, KeyText::character),
            Map.entry(char.class, KeyText::character),
            Map.entry(LocalDate.class, LocalDate::parse),
            Map.entry(LocalDateTime.class, LocalDateTime::parse),
            Map.entry(Instant.class, Instant::parse));

    /** What columns have, and more: a text of a client must not be a number that fills the memory. */
    private static final Pattern DIGITS = Pattern.compile("-?\\d{1,100}(\\.\\d{1,100})?");

    private KeyText() {}

    static String write(List<?> values) {
        if (values.contains(null)) {
            return null;
        }
        if (values.size() == 1) {
            return text(values.get(0));
        }
        StringBuilder joined = new StringBuilder();
        for (Object value : values) {
            joined.append(joined.length() == 0 ? "" : ":")
                    .append(text(value).replace("%", "%25").replace(":", "%3A"));
        }
        return joined.toString();
    }

    private static String text(Object value) {
        if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        return value instanceof BigDecimal decimal ? decimal.toPlainString() : value.toString();
    }

    static List<String> split(String documentId, int parts) {
        if (parts == 1) {
            return List.of(documentId);
        }
        List<String> texts = new ArrayList<>();
        for (String part : documentId.split(":", -1)) {
            texts.add(part.replace("%3A", ":").replace("%25", "%"));
        }
        if (texts.size() != parts) {
            throw new IllegalArgumentException("\"" + documentId + "\" has " + texts.size() + " parts, not " + parts);
        }
        return texts;
    }

    /** Whether values of a type can be read from a document id. */
    static boolean reads(Class<?> type) {
        return type.isEnum() || PARSERS.containsKey(type);
    }

    static Object parse(String text, Class<?> type, String entity) {
        Function<String, Object> parser = parser(type);
        Object value;
        try {
            value = parser.apply(text);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(isNo(text, type, entity), e);
        }
        // 07 and +7 are 7 to a parser, but no document has such an id.
        if (!text(value).equals(text)) {
            throw new IllegalArgumentException(isNo(text, type, entity));
        }
        return value;
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Function<String, Object> parser(Class<?> type) {
        Function<String, Object> parser = type.isEnum() ? text -> Enum.valueOf((Class) type, text) : PARSERS.get(type);
        if (parser == null) {
            throw new IllegalArgumentException(
                    "A key of type " + type.getName() + " cannot be read from a document id");
        }
        return parser;
    }

    private static String isNo(String text, Class<?> type, String entity) {
        return "\"" + text + "\" is no " + type.getSimpleName() + " of " + entity;
    }

    private static String digits(String text) {
        if (!DIGITS.matcher(text).matches()) {
            throw new IllegalArgumentException(text);
        }
        return text;
    }

    private static Object character(String text) {
        if (text.length() != 1) {
            throw new IllegalArgumentException(text);
        }
        return text.charAt(0);
    }
}
