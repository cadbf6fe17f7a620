package io.ddp4ee.architecture;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;

/** The classes that live below one package, which is that of the API. */
public final class House {

    private final String root;
    private final JavaClasses classes;

    /** @param root the name of the package */
    public House(String root) {
        this.root = root;
        this.classes = new ClassFileImporter()
                .withImportOption(new DoNotIncludeTests())
                .withImportOption(location -> !location.contains("/io/ddp4ee/examples/"))
                .importPackages(root);
    }

    String root() {
        return root;
    }

    JavaClasses classes() {
        return classes;
    }

    /** By its package, without the root's name; the root itself is empty. */
    Map<String, List<JavaClass>> rooms() {
        return classes.stream().collect(Collectors.groupingBy(this::room));
    }

    String room(JavaClass type) {
        String name = type.getPackageName();
        return name.equals(root) ? "" : name.substring(root.length() + 1);
    }

    boolean has(JavaClass type) {
        return type.getPackageName().equals(root) || type.getPackageName().startsWith(root + ".");
    }

    /** One dependency of a room for each of what it depends on. */
    static <K> Map<K, Dependency> dependencies(List<JavaClass> room, Function<Dependency, K> target) {
        return room.stream()
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .filter(dependency -> target.apply(dependency) != null)
                .collect(Collectors.toMap(target, Function.identity(), (one, other) -> one));
    }
}
