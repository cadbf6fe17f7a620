package io.ddp4ee.ejson;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Which patterns JavaScript has, as Node decides. */
class RegExpTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(?:a)",
                "(?=a)*",
                "a{",
                "a{1",
                "{",
                "}",
                "]",
                "\\u{1}",
                "\\8",
                "\\1",
                "\\k<a>",
                "(?<a>.)\\k<a>",
                "[\\d-a]",
                "[a-\\d]",
                "\\c",
                "\\p",
                "\\x1",
                "\\a",
                "a*?",
                "a+?",
                "()",
                "|",
                "||",
                "[^]",
                "[]",
                "[^-a]",
                "[a-]",
                "[--a]",
                "[a-b-c]",
                "[\\b]",
                "[\\B]",
                "\\0",
                "\\01",
                "a{99999999999999}",
                "a{1}?",
                "x{1}{",
                "\\u{",
                "(?<𝒜>.)",
                "(?<\\u0061>.)",
                "(?<$_>.)",
                "(?!a){1}",
                "a{,5}",
                "[\\x61-z]",
                "[\\c]",
                "[\\c1]",
                "[\\1]",
                "(?:a|[(*])+?",
                "^a{2}$",
                "(?<!a)b*",
                "[[]",
                "",
                "(?=a)",
                "a{2,}",
                "a{02,2}",
                "[^]]",
                "(((((a)))))",
                "\\d\\D\\w[\\w]",
                ".",
                "a{2}{"
            })
    void patternOfJavaScript_isKept(String pattern) throws EjsonException {
        assertThat(RegExp.parse(pattern, "").flags()).isEqualTo("");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a{2,1}",
                "[b-a]",
                "(?x)",
                "(?<=a)*",
                "(?<!a)+",
                "{1}",
                "{1}a",
                "\\",
                "(?<a>.)\\k<b>",
                "(?<a>.)(?<a>.)",
                "(?<a>.)|(?<a>.)",
                "(?<1>.)",
                "(?<a-b>.)",
                "(?<a>.)\\k",
                "a**",
                "a*??",
                "^*",
                "$*",
                "\\b*",
                "\\b+",
                "(?",
                "(?<",
                "a|*",
                "(*)",
                "a{99999999999999,1}",
                "a{1,2}{3}",
                "a{1}??",
                "(?<a>.)(?<\\u0061>.)",
                "(?i:a)",
                "(?-i:a)",
                "(?<>.)",
                "(?<a",
                "(?<a>.)[\\k]",
                "[z-\\x61]",
                "[😀-😁]",
                "(",
                "a)",
                "*",
                "a|+",
                "[a",
                "(?:",
                "[a-\\",
                "a{2,01}"
            })
    void patternOfNoJavaScript_isRefused(String pattern) {
        assertThatThrownBy(() -> RegExp.parse(pattern, "")).isInstanceOf(EjsonException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\u{1}",
                "(a)\\1",
                "\\cA",
                "\\p{L}",
                "[\\p{Script=Greek}]",
                "[\\-]",
                "\\ud83d\\ude00",
                "\\/",
                "\\P{L}",
                "\\u{0000000000061}",
                "[a-\\u{62}]",
                "[\\ud83d\\ude00-\\ud83d\\ude01]",
                "[\\0]",
                "(?:a|[(*])+?",
                "^a{2}$",
                "(?<!a)b*",
                "[[]",
                "",
                "(?=a)",
                "a{2,}",
                "a{02,2}",
                "(((((a)))))",
                "\\d\\D\\w[\\w]",
                "."
            })
    void patternOfUnicode_isKept(String pattern) throws EjsonException {
        assertThat(RegExp.parse(pattern, "u").flags()).isEqualTo("u");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a{2,1}",
                "(?=a)*",
                "a{",
                "]",
                "}",
                "\\u{110000}",
                "\\8",
                "\\1",
                "(a)\\2",
                "\\k",
                "[\\d-a]",
                "\\c",
                "\\p",
                "\\x1",
                "\\-",
                "\\a",
                "[\\B]",
                "\\00",
                "\\u",
                "[[a]]",
                "(?!a){1}",
                "\\k<a",
                "(?<a>.)[\\k]",
                "a{,5}",
                "[\\w-\\d]",
                "[\\u{62}-a]",
                "[😁-😀]",
                "[\\c]",
                "[\\c1]",
                "[\\1]",
                "[\\01]",
                "[^]]",
                "(",
                "a)",
                "*",
                "a|+",
                "[a",
                "a{2}{",
                "(?:",
                "[a-\\",
                "a{2,01}"
            })
    void patternOfNoUnicode_isRefused(String pattern) {
        assertThatThrownBy(() -> RegExp.parse(pattern, "u")).isInstanceOf(EjsonException.class);
    }

    @Test
    void deepAndLongPatterns_takeNoTime() throws EjsonException {
        int many = 300_000;
        assertThatThrownBy(() -> RegExp.parse("(".repeat(many), "")).isInstanceOf(EjsonException.class);
        assertThat(RegExp.parse("(".repeat(many) + ")".repeat(many), "u").flags())
                .isEqualTo("u");
        assertThat(RegExp.parse("{1".repeat(many), "").flags()).isEmpty();
        String digits = "9".repeat(many);
        assertThatThrownBy(() -> RegExp.parse("a{" + digits + "9," + digits + "}", ""))
                .isInstanceOf(EjsonException.class);
        assertThatThrownBy(() -> RegExp.parse("\\" + digits, "u")).isInstanceOf(EjsonException.class);
        assertThatThrownBy(() -> RegExp.parse("\\u{" + "0".repeat(many) + "g}", "u"))
                .isInstanceOf(EjsonException.class);
    }
}
