package io.ddp4ee.call;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import jakarta.enterprise.inject.spi.BeanManager;

import io.ddp4ee.EjsonType;
import io.ddp4ee.declaration.EjsonTypeDeclaration;
import io.ddp4ee.ejson.CustomTypes;
import io.ddp4ee.ejson.CustomTypes.Registered;
import io.ddp4ee.problem.Problems;

/** Asks the application's custom types of EJSON for their names. */
public final class EjsonTypes {

    private final BeanManager beanManager;
    private final Problems problems;

    public EjsonTypes(BeanManager beanManager, Problems problems) {
        this.beanManager = beanManager;
        this.problems = problems;
    }

    /** Those whose names are in order. */
    public CustomTypes of(List<EjsonTypeDeclaration> declarations) {
        List<Registered> types = new ArrayList<>();
        Map<String, Set<String>> places = new LinkedHashMap<>();
        for (EjsonTypeDeclaration declaration : declarations) {
            EjsonType<?> type = instance(declaration);
            String name = name(declaration.placeOfName(), type);
            if (name != null) {
                types.add(new Registered(name, declaration.values(), type));
                places.computeIfAbsent(name, none -> new TreeSet<>()).add(declaration.placeOfName());
            }
        }
        places.forEach((name, all) -> {
            if (all.size() > 1) {
                problems.add(
                        "EJSON type \"" + name + "\" is declared by " + String.join(" and ", all) + ": rename one.");
            }
        });
        return new CustomTypes(types);
    }

    private EjsonType<?> instance(EjsonTypeDeclaration declaration) {
        // Never released: a dependent one is in use until the application ends.
        return (EjsonType<?>) beanManager.getReference(
                declaration.bean(), declaration.type(), beanManager.createCreationalContext(declaration.bean()));
    }

    /** Null if it is none. */
    private String name(String place, EjsonType<?> type) {
        String name;
        try {
            name = type.name();
        } catch (RuntimeException e) {
            problems.add(place + " is an EJSON type that cannot tell its name (" + e + "): let name() return it.");
            return null;
        }
        if (name == null || name.isBlank()) {
            problems.add(place + " is an EJSON type without a name: let name() return one.");
            return null;
        }
        if (name.equals(CustomTypes.OBJECT_ID)) {
            problems.add(place + " is an EJSON type of the name \"oid\", which is Meteor's ObjectID: let name() return"
                    + " another.");
            return null;
        }
        return name;
    }
}
