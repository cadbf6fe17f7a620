package io.ddp4ee.extension;

import java.lang.reflect.Member;
import java.lang.reflect.Method;

/** How a place in an application's source is named in messages. */
final class Place {

    private Place() {}

    static String of(Member member) {
        return member.getDeclaringClass().getName() + "." + member.getName() + (member instanceof Method ? "()" : "");
    }
}
