package io.ddp4ee.problem;

import java.lang.reflect.Member;
import java.lang.reflect.Method;

/** How a place in an application's source is named in messages. */
public final class Place {

    private Place() {}

    public static String of(Member member) {
        return of(member.getDeclaringClass(), member);
    }

    /** A member that a class has, or inherits. */
    public static String of(Class<?> type, Member member) {
        return type.getName() + "." + member.getName() + (member instanceof Method ? "()" : "");
    }

    public static String misplacedParam(Member member) {
        return of(member) + " has @Param, which only the parameters of a @Produces @Publication"
                + " method may have: remove it; the parameters of a @DdpMethod need none.";
    }
}
