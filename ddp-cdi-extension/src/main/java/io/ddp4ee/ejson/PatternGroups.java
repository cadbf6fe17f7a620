package io.ddp4ee.ejson;

/**
 * How many groups a JavaScript pattern has, which decides what its escapes mean before they are read.
 *
 * @param count those that capture
 * @param areNamed whether one of them has a name
 */
record PatternGroups(int count, boolean areNamed) {

    static PatternGroups of(String pattern) {
        int count = 0;
        boolean named = false;
        boolean inClass = false;
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '[' || c == ']') {
                inClass = c == '[';
            } else if (c == '(' && !inClass) {
                boolean hasName = pattern.startsWith("?<", i + 1)
                        && !pattern.startsWith("=", i + 3)
                        && !pattern.startsWith("!", i + 3);
                named |= hasName;
                count += hasName || !pattern.startsWith("?", i + 1) ? 1 : 0;
            }
        }
        return new PatternGroups(count, named);
    }
}
