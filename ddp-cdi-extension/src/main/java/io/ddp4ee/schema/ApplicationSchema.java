package io.ddp4ee.schema;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

import jakarta.annotation.Nullable;

import io.ddp4ee.ejson.Ejson;
import io.ddp4ee.ejson.Values;

/**
 * What clients need to know of an application.
 *
 * @param collections the documents of each
 * @param publications what each asks for
 * @param methods what each asks for, and what it answers
 */
public record ApplicationSchema(
        Map<String, Schema> collections, Map<String, Signature> publications, Map<String, Signature> methods) {

    /** One that a client gives. */
    public record Parameter(String name, Schema schema) {}

    /**
     * What is asked for, and what comes back.
     *
     * @param parameters null if nothing is known of them
     * @param result null if there is none
     */
    public record Signature(
            @Nullable List<Parameter> parameters, @Nullable Schema result) {

        Map<String, Object> words() {
            Map<String, Object> words = new LinkedHashMap<>();
            if (parameters != null) {
                words.put(
                        "parameters",
                        parameters.stream()
                                .map(parameter -> parameter
                                        .schema()
                                        .with("title", parameter.name())
                                        .words())
                                .toList());
            }
            if (result != null) {
                words.put("result", result.words());
            }
            return words;
        }
    }

    public ApplicationSchema {
        collections = new TreeMap<>(collections);
        publications = new TreeMap<>(publications);
        methods = new TreeMap<>(methods);
    }

    /** As the JSON document. */
    public String json() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("collections", words(collections, Schema::words));
        document.put("publications", words(publications, Signature::words));
        document.put("methods", words(methods, Signature::words));
        return Ejson.print(Values.of(document));
    }

    private static <T> Map<String, Object> words(Map<String, T> described, Function<T, Map<String, Object>> words) {
        Map<String, Object> all = new LinkedHashMap<>();
        described.forEach((name, one) -> all.put(name, words.apply(one)));
        return all;
    }

    /** As declarations of TypeScript. */
    public String typeScript() {
        return new TypeScript(this).text();
    }
}
