package io.ddp4ee.extension.shop;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;

import io.ddp4ee.DdpMethod;

/** Beans of classes that are not public, in a package of their own. */
public final class Till {

    private Till() {}

    public static Class<?>[] beans() {
        return new Class<?>[] {Drawer.class, Counter.class};
    }

    abstract static class Box {
        @DdpMethod
        public String open() {
            return "opened";
        }
    }

    @ApplicationScoped
    static class Drawer extends Box {
        @DdpMethod("void")
        public void nothing() {}

        @DdpMethod("nothing")
        public String nothingToTell() {
            return null;
        }
    }

    @Dependent
    static class Counter {
        @DdpMethod
        public int count(int coins) {
            return 2 * coins;
        }
    }
}
