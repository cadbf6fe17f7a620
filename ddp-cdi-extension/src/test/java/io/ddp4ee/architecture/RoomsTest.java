package io.ddp4ee.architecture;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

/** Which package may know which: a room that is not listed here does not exist. */
class RoomsTest {
    private static final String HOUSE = "io.ddp4ee.";
    private static final JavaClasses CLASSES =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("io.ddp4ee");

    /** Each room and those below it that it uses; the API is open to all. */
    private static final Map<String, List<String>> ROOMS = Map.ofEntries(
            Map.entry("ejson", List.of()),
            Map.entry("persistence", List.of()),
            Map.entry("security", List.of()),
            Map.entry("message", List.of("ejson")),
            Map.entry("bus", List.of("message", "ejson")),
            Map.entry("jpql", List.of("persistence")),
            Map.entry("binding", List.of("ejson")),
            Map.entry("document", List.of("jpql", "persistence", "message", "ejson")),
            Map.entry("query", List.of("bus", "document", "message")),
            Map.entry(
                    "query.jpa",
                    List.of("query", "document", "jpql", "persistence", "binding", "bus", "message", "ejson")),
            Map.entry("capture", List.of("document", "persistence", "bus", "spi")),
            Map.entry("capture.eclipselink", List.of("capture", "persistence", "bus")),
            Map.entry("capture.hibernate", List.of("capture", "persistence", "bus")),
            Map.entry("publication", List.of("security")),
            Map.entry(
                    "method",
                    List.of("capture", "query", "document", "persistence", "binding", "security", "message", "ejson")),
            Map.entry(
                    "session",
                    List.of(
                            "method",
                            "publication",
                            "security",
                            "query",
                            "document",
                            "binding",
                            "bus",
                            "message",
                            "ejson")),
            Map.entry("transport", List.of("session", "ejson")));

    static Stream<String> rooms() {
        return ROOMS.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void aRoomKnowsOnlyThoseBelowIt(String room) {
        String[] others = ROOMS.keySet().stream()
                .filter(other -> !other.equals(room) && !ROOMS.get(room).contains(other))
                .map(HOUSE::concat)
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage(HOUSE + room)
                .should()
                .dependOnClassesThat(resideInAnyPackage(others).or(resideInAnyPackage(HOUSE + "extension")))
                .check(CLASSES);
    }

    @Test
    void everyPackageIsARoom() {
        var packages = new TreeSet<String>();
        CLASSES.forEach(type -> packages.add(type.getPackageName()));
        packages.removeIf(name -> name.startsWith(HOUSE + "examples"));
        packages.removeAll(rooms().map(HOUSE::concat).toList());

        assertThat(packages).containsExactly("io.ddp4ee", "io.ddp4ee.extension", "io.ddp4ee.listener", "io.ddp4ee.spi");
    }

    @Test
    void theEngineKnowsNoContainer() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        HOUSE + "ejson", HOUSE + "message", HOUSE + "bus", HOUSE + "query", HOUSE + "session")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "jakarta.enterprise..",
                        "jakarta.websocket..",
                        "jakarta.servlet..",
                        "jakarta.persistence..",
                        "jakarta.ejb..")
                .check(CLASSES);
    }

    @Test
    void onlyTheExtensionKnowsThePortableExtensionApi() {
        noClasses()
                .that()
                .resideOutsideOfPackage(HOUSE + "extension")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("jakarta.enterprise.inject.spi..")
                .check(CLASSES);
    }

    @Test
    void theListenerKnowsNothingOfTheEngine() {
        DescribedPredicate<JavaClass> house = resideInAnyPackage("io.ddp4ee..");
        classes()
                .that()
                .resideInAPackage(HOUSE + "listener")
                .should()
                .onlyDependOnClassesThat(
                        DescribedPredicate.not(house).or(resideInAnyPackage(HOUSE + "listener", HOUSE + "spi")))
                .check(CLASSES);
    }

    @Test
    void theApiKnowsNoImplementation() {
        noClasses()
                .that()
                .resideInAnyPackage("io.ddp4ee", HOUSE + "spi")
                .should()
                .dependOnClassesThat(resideInAnyPackage("io.ddp4ee..")
                        .and(DescribedPredicate.not(resideInAnyPackage("io.ddp4ee", HOUSE + "spi"))))
                .check(CLASSES);
    }
}
