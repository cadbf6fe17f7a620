package io.ddp4ee.matching.jpa;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.StringJoiner;

import io.ddp4ee.fixture.Warehouse.Kind;

/** Conditions over items, of every form that is judged and of some that are not. */
final class ConditionGenerator {

    /** A condition as applications write them. */
    record Generated(String text, List<Object> arguments) {}

    private record Attribute(String path, List<?> values) {}

    private static final List<Attribute> NUMBERS = List.of(
            new Attribute("amount", GeneratedItems.INTEGERS),
            new Attribute("amount", GeneratedItems.INTEGERS),
            new Attribute("places", GeneratedItems.INTEGERS),
            new Attribute("total", GeneratedItems.LONGS),
            new Attribute("small", GeneratedItems.SHORTS),
            new Attribute("price", GeneratedItems.PRICES),
            new Attribute("exact", GeneratedItems.EXACTS),
            new Attribute("ratio", GeneratedItems.DOUBLES),
            new Attribute("share", GeneratedItems.FLOATS),
            new Attribute("detail.weight", GeneratedItems.INTEGERS),
            new Attribute("maker.rating", GeneratedItems.INTEGERS),
            new Attribute("seller.land.population", GeneratedItems.LONGS));

    private static final List<Attribute> TEXTS = List.of(
            new Attribute("title", GeneratedItems.TEXTS),
            new Attribute("title", GeneratedItems.TEXTS),
            new Attribute("code", GeneratedItems.TEXTS),
            new Attribute("code", GeneratedItems.TEXTS),
            new Attribute("remark", GeneratedItems.TEXTS),
            new Attribute("detail.colour", GeneratedItems.TEXTS),
            new Attribute("maker.name", GeneratedItems.TEXTS),
            new Attribute("maker.land.name", GeneratedItems.TEXTS),
            new Attribute("seller.land.code", GeneratedItems.TEXTS));

    private static final List<Attribute> OTHERS = List.of(
            new Attribute("active", List.of(true, false)),
            new Attribute("day", GeneratedItems.DAYS),
            new Attribute("moment", GeneratedItems.MOMENTS),
            new Attribute("instant", GeneratedItems.INSTANTS),
            new Attribute("number", GeneratedItems.UUIDS),
            new Attribute("maker.id", GeneratedItems.IDS),
            new Attribute("maker", GeneratedItems.IDS));

    private static final List<Attribute> ENUMS =
            List.of(new Attribute("kind", List.of(Kind.values())), new Attribute("rank", List.of(Kind.values())));

    private static final List<String> OPERATORS = List.of("=", "=", "<>", "<", "<=", ">", ">=");

    private final Random random;
    private List<Object> arguments;

    ConditionGenerator(Random random) {
        this.random = random;
    }

    Generated next() {
        arguments = new ArrayList<>();
        String text = condition(random.nextInt(4));
        return new Generated(text, arguments);
    }

    private String condition(int depth) {
        if (depth == 0) {
            return atom();
        }
        return switch (random.nextInt(6)) {
            case 0, 1 -> operand(depth) + " and " + operand(depth);
            case 2, 3 -> operand(depth) + " or " + operand(depth);
            case 4 -> "not (" + condition(depth - 1) + ")";
            default -> condition(depth - 1);
        };
    }

    private String operand(int depth) {
        return random.nextInt(3) == 0 ? condition(depth - 1) : "(" + condition(depth - 1) + ")";
    }

    private String atom() {
        return switch (random.nextInt(20)) {
            case 0, 1, 2 -> number(1) + operator() + number(1);
            case 3, 4 -> comparison(any(NUMBERS));
            case 5 -> number(1) + not() + "between " + number(0) + " and " + number(1);
            case 6, 7 -> in(any(random.nextBoolean() ? NUMBERS : TEXTS));
            case 8, 9 -> comparison(any(TEXTS));
            case 10, 11 -> text(2) + operator() + text(1);
            case 12 -> text(0) + not() + "between " + text(0) + " and " + text(0);
            case 13, 14 -> like();
            case 15 -> any(any(List.of(NUMBERS, TEXTS, OTHERS, ENUMS))).path() + " is" + not() + "null";
            case 16 -> random.nextInt(4) == 0 ? "maker" + equality() + "seller" : comparison(any(OTHERS));
            case 17 -> random.nextBoolean() ? in(any(OTHERS)) : enumeration();
            case 18 -> collection();
            default -> exists();
        };
    }

    private String comparison(Attribute attribute) {
        boolean isReference = attribute.path().equals("maker");
        return attribute.path() + (isReference ? equality() : operator()) + parameter(any(attribute.values()));
    }

    private String enumeration() {
        Attribute attribute = any(ENUMS);
        return random.nextBoolean()
                ? attribute.path() + equality() + parameter(any(attribute.values()))
                : in(attribute);
    }

    private String in(Attribute attribute) {
        if (random.nextBoolean()) {
            List<Object> values = new ArrayList<>();
            for (int i = random.nextInt(4); i > 0; i--) {
                values.add(any(attribute.values()));
            }
            return attribute.path() + not() + "in " + parameter(values);
        }
        StringJoiner items = new StringJoiner(", ", "(", ")");
        for (int i = random.nextInt(3); i >= 0; i--) {
            Object value = any(attribute.values());
            boolean isLiteral = random.nextInt(3) == 0 && (value instanceof String || value instanceof Integer);
            items.add(isLiteral ? literal(value) : parameter(value));
        }
        return attribute.path() + not() + "in " + items;
    }

    private String like() {
        String pattern = any(List.of("a%", "%b%", "_", "%", "", "a_c", "a!_c", "%!%", "%é", "__", "a\\_c", "%!", "_y"));
        String escape = random.nextInt(3) == 0 ? " escape '!'" : "";
        String written = random.nextBoolean() ? literal(pattern) : parameter(pattern);
        return text(1) + not() + "like " + written + escape;
    }

    private String collection() {
        return switch (random.nextInt(6)) {
            case 0 -> parameter(any(GeneratedItems.TEXTS)) + not() + "member of aliases";
            case 1 -> parameter(any(GeneratedItems.INTEGERS)) + not() + "member of sizes";
            case 2 -> parameter(any(GeneratedItems.IDS)) + not() + "member of marks";
            case 3 -> any(List.of("aliases", "sizes", "marks")) + " is" + not() + "empty";
            case 4 -> "size(" + any(List.of("aliases", "sizes", "marks")) + ")" + operator() + number(0);
            default -> random.nextBoolean() ? "title member of aliases" : "amount" + not() + "member of sizes";
        };
    }

    private String exists() {
        String condition =
                switch (random.nextInt(4)) {
                    case 0 -> "m.name" + equality() + parameter(any(GeneratedItems.TEXTS));
                    case 1 -> "m.weight" + operator() + number(0);
                    case 2 -> "m.name like 'a%'" + (random.nextBoolean() ? " or m.weight is null" : "");
                    default -> "m.name is null";
                };
        String query = random.nextBoolean()
                ? "select m from Mark m where m member of marks and (" + condition + ")"
                : "select m from Mark m where m.id > 0 and m member of this.marks and (" + condition + ")";
        return (random.nextInt(3) == 0 ? "not " : "") + "exists (" + query + ")";
    }

    private String number(int depth) {
        if (depth > 0 && random.nextInt(3) > 0) {
            return switch (random.nextInt(14)) {
                case 0, 1 -> number(depth - 1) + any(List.of(" + ", " - ", " * ", " / ")) + number(depth - 1);
                case 2 -> number(0) + any(List.of(" + ", " - ")) + number(0) + any(List.of(" - ", " * ")) + number(0);
                case 3 -> number(0) + " / " + number(0) + any(List.of(" / ", " * ")) + number(0);
                case 4 -> "(" + number(depth - 1) + ")" + any(List.of(" + ", " * ", " / ")) + number(0);
                case 5 -> "abs(" + number(depth - 1) + ")";
                case 6 -> "mod(" + number(0) + ", " + number(0) + ")";
                case 7 -> "length(" + text(depth) + ")";
                case 8 -> "locate(" + text(0) + ", " + text(0) + ")";
                case 9 -> "sqrt(" + number(depth - 1) + ")";
                case 10 -> "coalesce(" + number(0) + ", " + number(0) + ")";
                case 11 -> "nullif(" + number(0) + ", " + number(0) + ")";
                case 12 -> "case when " + atom() + " then " + number(0) + " else " + number(0) + " end";
                default -> "-" + any(NUMBERS).path();
            };
        }
        return switch (random.nextInt(8)) {
            case 0 -> literal(any(List.of(0, 1, 2, 3, 7, 10, 100)));
            case 1 -> any(List.of("1.5", "0.1", "2.25", "100.0", "5L"));
            case 2 -> parameter(any(GeneratedItems.INTEGERS));
            case 3 -> parameter(any(any(NUMBERS).values()));
            default -> any(NUMBERS).path();
        };
    }

    private String text(int depth) {
        if (depth > 0 && random.nextBoolean()) {
            return switch (random.nextInt(11)) {
                case 0, 1 -> "concat(" + text(depth - 1) + ", " + text(0) + ")";
                case 2 -> "lower(" + text(depth - 1) + ")";
                case 3 -> "upper(" + text(depth - 1) + ")";
                case 4 -> "trim(" + text(depth - 1) + ")";
                case 5 ->
                    "trim(" + any(List.of("leading", "trailing", "both")) + any(List.of(" 'a'", " 'X'", " ' '"))
                            + " from " + text(depth - 1) + ")";
                case 6 -> "substring(" + text(depth - 1) + ", " + any(List.of("1", "2", "0", "places", "amount")) + ")";
                case 7 ->
                    "substring(" + text(depth - 1) + ", " + any(List.of("1", "2", "0", "places")) + ", "
                            + any(List.of("1", "2", "0", "amount")) + ")";
                case 8 -> "coalesce(" + text(0) + ", " + text(0) + ")";
                case 9 -> "nullif(" + text(0) + ", " + text(0) + ")";
                default -> "case when " + atom() + " then " + text(0) + " else " + text(0) + " end";
            };
        }
        return switch (random.nextInt(6)) {
            case 0 -> literal(any(GeneratedItems.TEXTS));
            case 1 -> parameter(any(GeneratedItems.TEXTS));
            default -> any(TEXTS).path();
        };
    }

    private String operator() {
        return " " + any(OPERATORS) + " ";
    }

    private String equality() {
        return random.nextInt(3) == 0 ? " <> " : " = ";
    }

    private String not() {
        return random.nextInt(3) == 0 ? " not " : " ";
    }

    private String parameter(Object value) {
        arguments.add(value);
        return "?" + arguments.size();
    }

    private static String literal(Object value) {
        return value instanceof String text ? "'" + text.replace("'", "''") + "'" : value.toString();
    }

    private <T> T any(List<T> values) {
        return GeneratedItems.any(random, values);
    }
}
