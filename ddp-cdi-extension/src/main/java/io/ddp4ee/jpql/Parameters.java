package io.ddp4ee.jpql;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import jakarta.annotation.Nullable;

/** The parameters of a query under construction, each use with a number of its own. */
public final class Parameters {

    /** The number of {@code :userId}. */
    public static final int USER_ID = 0;

    /**
     * One use of a parameter.
     *
     * @param condition which of the query's conditions uses it
     * @param number its number there, or {@link #USER_ID}
     * @param type what it is compared with, if that is an id that we put there; else the provider knows
     * @param isList whether its value is a list, of which each element has the type
     * @param isReference whether it is compared with what entities are known by, so that an entity stands for that
     */
    public record Use(int condition, int number, @Nullable Class<?> type, boolean isList, boolean isReference) {}

    private final List<Set<Integer>> empty;
    private final List<Use> uses = new ArrayList<>();
    private int condition;

    public Parameters() {
        this(List.of());
    }

    /** @param empty for each condition the numbers of the lists without elements: {@code in ()} is no SQL */
    public Parameters(List<Set<Integer>> empty) {
        this.empty = empty;
    }

    /** What follows is another condition, with a numbering of its own. */
    public void nextCondition() {
        condition++;
    }

    String use(String parameter, @Nullable Class<?> type, boolean isList, boolean isReference) {
        uses.add(new Use(condition, number(parameter), type, isList, isReference));
        return "?" + uses.size();
    }

    boolean isEmptyList(String parameter) {
        return condition < empty.size() && empty.get(condition).contains(number(parameter));
    }

    private static int number(String parameter) {
        if (parameter.equals(":userId")) {
            return USER_ID;
        }
        try {
            int number = Integer.parseInt(parameter.substring(1));
            if (parameter.charAt(0) == '?' && number > 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new JpqlException("the parameter " + parameter + " is neither ?n nor :userId", e);
        }
        throw new JpqlException("the parameter " + parameter + " is neither ?n nor :userId");
    }

    /** In the order of their new numbers, which begin with 1. */
    public List<Use> uses() {
        return List.copyOf(uses);
    }
}
