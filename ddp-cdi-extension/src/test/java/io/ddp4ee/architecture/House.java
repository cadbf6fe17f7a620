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

/** The classes that applications are served by: the API's, the extension's and the listener's. */
final class House {

    static final String ROOT = "io.ddp4ee";

    static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new DoNotIncludeTests())
            .withImportOption(location -> !location.contains("/io/ddp4ee/examples/"))
            .importPackages(ROOT);

    private House() {}

    /** By its package, without the root's name; the root itself is empty. */
    static Map<String, List<JavaClass>> rooms() {
        return CLASSES.stream().collect(Collectors.groupingBy(House::room));
    }

    static String room(JavaClass type) {
        String name = type.getPackageName();
        return name.equals(ROOT) ? "" : name.substring(ROOT.length() + 1);
    }

    static boolean has(JavaClass type) {
        return type.getPackageName().equals(ROOT) || type.getPackageName().startsWith(ROOT + ".");
    }

    /** One dependency of a room for each of what it depends on. */
    static <K> Map<K, Dependency> dependencies(List<JavaClass> room, Function<Dependency, K> target) {
        return room.stream()
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .filter(dependency -> target.apply(dependency) != null)
                .collect(Collectors.toMap(target, Function.identity(), (one, other) -> one));
    }
}
