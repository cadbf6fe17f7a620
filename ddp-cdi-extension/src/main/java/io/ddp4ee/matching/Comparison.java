package io.ddp4ee.matching;

/** How two values compare. */
public enum Comparison {
    EQUAL("="),
    UNEQUAL("<>"),
    LESS("<"),
    LESS_OR_EQUAL("<="),
    GREATER(">"),
    GREATER_OR_EQUAL(">=");

    private final String operator;

    Comparison(String operator) {
        this.operator = operator;
    }

    /** @throws IllegalArgumentException if it is no operator */
    public static Comparison of(String operator) {
        for (Comparison one : values()) {
            if (one.operator.equals(operator) || (one == UNEQUAL && operator.equals("!="))) {
                return one;
            }
        }
        throw new IllegalArgumentException("No comparison: " + operator);
    }

    /** Whether the order of the two matters, and not only whether they are equal. */
    public boolean isOrder() {
        return this != EQUAL && this != UNEQUAL;
    }

    boolean holds(int order) {
        return switch (this) {
            case EQUAL -> order == 0;
            case UNEQUAL -> order != 0;
            case LESS -> order < 0;
            case LESS_OR_EQUAL -> order <= 0;
            case GREATER -> order > 0;
            case GREATER_OR_EQUAL -> order >= 0;
        };
    }
}
