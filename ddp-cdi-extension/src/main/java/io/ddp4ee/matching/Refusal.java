package io.ddp4ee.matching;

/**
 * Why a condition cannot be judged in memory.
 *
 * @param detail what it is about, for whoever wrote the condition
 */
public record Refusal(Reason reason, String detail) {

    /** The kinds, to be counted by. */
    public enum Reason {
        COLLATION("the database's order or case of texts is not known here"),
        COLUMN("the type of a column is none that is judged here"),
        CONVERSION("what the persistence provider makes of a value is not known here"),
        EXPRESSION("an expression is none that is judged here"),
        PARAMETER("what the database is given for a parameter is not known here"),
        QUERY("the query has more to it than a condition"),
        SUBQUERY("it asks for other rows"),
        TYPES("what values of these types have to do with each other is not known here");

        private final String text;

        Reason(String text) {
            this.text = text;
        }
    }

    @Override
    public String toString() {
        return reason.text + ": " + detail;
    }
}
