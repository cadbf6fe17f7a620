package io.ddp4ee.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import jakarta.annotation.Nullable;

import io.ddp4ee.ejson.Ejson;
import io.ddp4ee.schema.ApplicationSchema.Parameter;
import io.ddp4ee.schema.ApplicationSchema.Signature;

/** Writes a schema as declarations of TypeScript, of values as the browser module gives and takes them. */
final class TypeScript {

    private static final Pattern NAME = Pattern.compile("[A-Za-z_$][A-Za-z0-9_$]*");

    /** What Java takes for the name of a parameter, and JavaScript does not. */
    private static final Set<String> RESERVED = Set.of(
            "arguments",
            "await",
            "debugger",
            "delete",
            "eval",
            "export",
            "function",
            "in",
            "let",
            "typeof",
            "var",
            "with",
            "yield");

    private static final String HEAD = """
            // What this application has for clients of DDP. For development: it is made anew with each deployment.
            //
            //   import { connect } from './client.js'
            //   import type { Schema } from './schema.js'
            //   const ddp = connect<Schema>()
            //
            // A publication may leave out fields of its documents.

            """;

    private static final String TAIL = """
            export interface Schema {
              collections: Collections
              publications: Publications
              methods: Methods
            }
            """;

    private final ApplicationSchema schema;

    TypeScript(ApplicationSchema schema) {
        this.schema = schema;
    }

    String text() {
        return HEAD
                + members("Collections", schema.collections(), (name, documents) -> ": " + type(documents))
                + members("Publications", schema.publications(), (name, one) -> signature(one))
                + members("Methods", schema.methods(), (name, one) -> signature(one))
                + TAIL;
    }

    private static <T> String members(String name, Map<String, T> all, BiFunction<String, T, String> member) {
        StringBuilder text = new StringBuilder("export interface " + name + " {\n");
        all.forEach((key, one) -> text.append("  ")
                .append(literal(key))
                .append(member.apply(key, one))
                .append('\n'));
        return text.append("}\n\n").toString();
    }

    private String signature(Signature signature) {
        return "(" + parameters(signature.parameters()) + "): "
                + (signature.result() == null ? "void" : type(signature.result()));
    }

    private String parameters(@Nullable List<Parameter> parameters) {
        if (parameters == null) {
            return "...params: any[]";
        }
        int required = parameters.size();
        while (required > 0 && parameters.get(required - 1).schema().is("optional")) {
            required--;
        }
        List<String> all = new ArrayList<>();
        for (Parameter parameter : parameters) {
            String name = NAME.matcher(parameter.name()).matches() ? parameter.name() : "param";
            // No two have one name.
            boolean plain = name.equals(parameter.name()) && !RESERVED.contains(name);
            all.add((plain ? name : name + "_" + all.size())
                    + (all.size() < required ? ": " : "?: ")
                    + type(parameter.schema()));
        }
        return String.join(", ", all);
    }

    private String type(Schema schema) {
        return type(schema.words());
    }

    private String type(Map<?, ?> words) {
        String type = present(words);
        return Boolean.TRUE.equals(words.get("nullable")) && !type.equals("any") ? type + " | null" : type;
    }

    private String present(Map<?, ?> words) {
        if (words.get("enum") instanceof List<?> values) {
            return values.isEmpty()
                    ? "never"
                    : values.stream().map(TypeScript::literal).collect(Collectors.joining(" | "));
        }
        if (words.get("document") instanceof String collection) {
            return "Collections[" + literal(collection) + "]";
        }
        if (words.get("type") instanceof List<?> types) {
            return types.stream().map(String::valueOf).collect(Collectors.joining(" | "));
        }
        Object type = words.get("type");
        if (type == null) {
            return "any";
        }
        return switch ((String) type) {
            case "integer" -> "number";
            case "date" -> "Date";
            case "binary" -> "Uint8Array";
            case "custom" -> "{ $type: " + literal(words.get("name")) + ", $value: any }";
            case "array" -> "Array<" + type((Map<?, ?>) words.get("items")) + ">";
            case "object" -> object(words);
            default -> (String) type;
        };
    }

    private String object(Map<?, ?> words) {
        if (words.get("additionalProperties") instanceof Map<?, ?> values) {
            return "Record<string, " + type(values) + ">";
        }
        List<?> required = words.get("required") instanceof List<?> names ? names : List.of();
        StringJoiner members = new StringJoiner(", ", "{ ", " }").setEmptyValue("{}");
        ((Map<?, ?>) words.get("properties"))
                .forEach((name, member) -> members.add(
                        literal(name) + (required.contains(name) ? ": " : "?: ") + type((Map<?, ?>) member)));
        return members.toString();
    }

    private static String literal(Object text) {
        return Ejson.print(text);
    }
}
