package io.ddp4ee.architecture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Timer;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.USE_JAVA_UTIL_LOGGING;
import static org.assertj.core.api.Assertions.assertThat;

/** What every class does, or leaves. */
class HabitsTest {

    private static final Path SOURCES = Path.of("src/main/java/io/ddp4ee");

    @Test
    void staticField_isFinal_andHoldsNoState() {
        fields().that().areStatic().should().beFinal().check(House.CLASSES);
        assertThat(House.CLASSES.stream()
                        .flatMap(type -> type.getFields().stream())
                        .filter(field -> field.getModifiers().contains(JavaModifier.STATIC))
                        .filter(HabitsTest::holdsState))
                .isEmpty();
    }

    private static boolean holdsState(JavaField field) {
        return Stream.of("java.util.concurrent.", "java.lang.ThreadLocal", "java.lang.ref.")
                .anyMatch(field.getRawType().getName()::startsWith);
    }

    @Test
    void threads_areTheContainers() {
        noClasses()
                .should()
                .callConstructorWhere(target(owner(assignableTo(Thread.class).or(assignableTo(Timer.class)))))
                .orShould()
                .callMethodWhere(target(owner(assignableTo(Executors.class))).and(target(nameMatching("new.*"))))
                .orShould()
                .accessTargetWhere(target(owner(assignableTo(ForkJoinPool.class))))
                .orShould()
                .callMethodWhere(target(nameMatching("parallel(Stream)?")))
                .check(House.CLASSES);
    }

    @Test
    void output_isLogged() {
        NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(House.CLASSES);
        // Where it is shown, it is the one.
        noClasses()
                .that()
                .resideOutsideOfPackage(House.ROOT + ".logs")
                .should(USE_JAVA_UTIL_LOGGING)
                .check(House.CLASSES);
    }

    @Test
    void waiting_isForACondition() {
        noClasses().should().callMethod(Thread.class, "sleep", long.class).check(House.CLASSES);
    }

    @Test
    void source_hasNoMoreThan400Lines() throws IOException {
        for (Path source : sources()) {
            assertThat(Files.readAllLines(source)).as(source.toString()).hasSizeLessThanOrEqualTo(400);
        }
    }

    @Test
    void room_saysWhatLivesThere() throws IOException {
        for (Path source : sources()) {
            assertThat(source.resolveSibling("package-info.java")).content().startsWith("/**");
        }
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> all = Files.walk(SOURCES)) {
            return all.filter(path -> path.toString().endsWith(".java")).toList();
        }
    }
}
