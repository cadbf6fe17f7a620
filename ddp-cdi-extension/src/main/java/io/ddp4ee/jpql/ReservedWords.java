package io.ddp4ee.jpql;

import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Attributes with a name that JPQL has a function or an operator of. A parser takes {@code value = 1} for a function
 * without its parentheses, so such a name is qualified before it is parsed.
 */
final class ReservedWords {

    private static final Set<String> WORDS = Set.of(
            "abs",
            "avg",
            "coalesce",
            "column",
            "concat",
            "count",
            "date",
            "entry",
            "func",
            "function",
            "index",
            "key",
            "length",
            "locate",
            "lower",
            "max",
            "member",
            "min",
            "mod",
            "nullif",
            "object",
            "operator",
            "size",
            "sql",
            "sqrt",
            "substring",
            "sum",
            "time",
            "treat",
            "trim",
            "type",
            "upper",
            "value");

    /** A string; or a word that no dot, colon or letter comes before, with what tells its role after it. */
    private static final Pattern TOKEN = Pattern.compile(
            "'(?:[^']|'')*'" + "|(?<![\\w$.:?])(?<word>[A-Za-z]+)(?![\\w$])(?<function>\\s*\\()?(?<of>\\s+of\\b)?");

    private static final Pattern LOCAL = Pattern.compile("(?i)\\blocal\\s+$");

    private ReservedWords() {}

    static String qualify(String text, Predicate<String> isAttribute) {
        StringBuilder qualified = new StringBuilder();
        Matcher token = TOKEN.matcher(text);
        int copied = 0;
        while (token.find()) {
            String word = token.group("word");
            boolean named = word != null
                    && token.group("function") == null
                    && token.group("of") == null
                    && WORDS.contains(word.toLowerCase(Locale.ROOT))
                    && isAttribute.test(word)
                    && !LOCAL.matcher(text.substring(0, token.start())).find();
            if (named) {
                qualified.append(text, copied, token.start()).append("this.");
                copied = token.start();
            }
        }
        return qualified.append(text, copied, text.length()).toString();
    }
}
