package io.ddp4ee.schema;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.ddp4ee.schema.ApplicationSchema.Parameter;
import io.ddp4ee.schema.ApplicationSchema.Signature;

import static org.assertj.core.api.Assertions.assertThat;

/** What the declarations say; that a compiler takes them is tested with one. */
class TypeScriptTest {

    private static final Schema TEXT = Schema.of(Schema.STRING);

    private static String typeOf(Schema schema) {
        String text = new ApplicationSchema(Map.of("c", schema), Map.of(), Map.of()).typeScript();
        return text.lines()
                .filter(line -> line.startsWith("  \"c\": "))
                .map(line -> line.substring("  \"c\": ".length()))
                .findFirst()
                .orElseThrow();
    }

    private static String signature(Signature signature) {
        String text = new ApplicationSchema(Map.of(), Map.of(), Map.of("m", signature)).typeScript();
        return text.lines()
                .filter(line -> line.startsWith("  \"m\""))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void types() {
        assertThat(typeOf(TEXT)).isEqualTo("string");
        assertThat(typeOf(TEXT.nullable())).isEqualTo("string | null");
        assertThat(typeOf(Schema.of("integer"))).isEqualTo("number");
        assertThat(typeOf(Schema.of("number", "string"))).isEqualTo("number | string");
        assertThat(typeOf(Schema.of("date"))).isEqualTo("Date");
        assertThat(typeOf(Schema.of("binary"))).isEqualTo("Uint8Array");
        assertThat(typeOf(Schema.of("custom").with("name", "money"))).isEqualTo("{ $type: \"money\", $value: any }");
        assertThat(typeOf(TEXT.with("enum", List.of("A", "B")))).isEqualTo("\"A\" | \"B\"");
        assertThat(typeOf(Schema.array(TEXT.nullable()))).isEqualTo("Array<string | null>");
        assertThat(typeOf(Schema.map(Schema.of("boolean")))).isEqualTo("Record<string, boolean>");
        assertThat(typeOf(Schema.document("shop.book"))).isEqualTo("Collections[\"shop.book\"]");
        assertThat(typeOf(Schema.ANY.nullable())).isEqualTo("any");
        assertThat(typeOf(Schema.object(Map.of()))).isEqualTo("{}");
    }

    @Test
    void object_hasMembers_thatMayBeLeftOut() {
        Map<String, Schema> members = new LinkedHashMap<>();
        members.put("a-b", TEXT);
        members.put("c", TEXT.optional());

        assertThat(typeOf(Schema.object(members))).isEqualTo("{ \"a-b\": string, \"c\"?: string }");
    }

    @Test
    void parametersAtTheEnd_mayBeLeftOut() {
        assertThat(signature(new Signature(
                        List.of(
                                new Parameter("first", TEXT.optional()),
                                new Parameter("second", TEXT),
                                new Parameter("third", TEXT.nullable().optional())),
                        TEXT)))
                .isEqualTo("  \"m\"(first: string, second: string, third?: string | null): string");
    }

    @Test
    void whatJavaNames_andJavaScriptCannot_isRenamed() {
        assertThat(signature(new Signature(List.of(new Parameter("in", TEXT), new Parameter("größe", TEXT)), null)))
                .isEqualTo("  \"m\"(in_0: string, param_1: string): void");
    }

    @Test
    void unknownParameters_areAny() {
        assertThat(signature(new Signature(null, Schema.ANY))).isEqualTo("  \"m\"(...params: any[]): any");
    }
}
