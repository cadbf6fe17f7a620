package io.ddp4ee.binding;

import java.util.List;

import io.ddp4ee.EjsonType;
import io.ddp4ee.ejson.CustomTypes;

/** A class with a custom type. */
record Money(String amount) implements Comparable<Money> {

    static CustomTypes types() {
        EjsonType<Money> type = new EjsonType<>() {
            @Override
            public String name() {
                return "money";
            }

            @Override
            public Object toJson(Money value) {
                return value.amount();
            }

            @Override
            public Money fromJson(Object json) {
                return new Money((String) json);
            }
        };
        return new CustomTypes(List.of(new CustomTypes.Registered(type.name(), Money.class, type)));
    }

    @Override
    public int compareTo(Money other) {
        return amount.compareTo(other.amount);
    }
}
