package io.ddp4ee.architecture;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/** Which package uses which: a room that is not listed here does not exist, and each lists what it uses, no more. */
@TestInstance(Lifecycle.PER_CLASS)
public abstract class Rooms {

    private final House house;
    private final Map<String, List<String>> rooms;
    private final List<String> foundByName;

    /** @param foundByName public classes that no other room uses */
    protected Rooms(House house, Map<String, List<String>> rooms, List<String> foundByName) {
        this.house = house;
        this.rooms = rooms;
        this.foundByName = foundByName;
    }

    Stream<String> rooms() {
        return rooms.keySet().stream().sorted();
    }

    @Test
    void everyPackage_isARoom() {
        assertThat(house.rooms().keySet()).containsExactlyInAnyOrderElementsOf(rooms.keySet());
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void room_usesThoseThatItLists(String room) {
        Map<String, Dependency> used =
                House.dependencies(house.rooms().get(room), dependency -> other(room, dependency.getTargetClass()));

        assertThat(new TreeSet<>(used.keySet()))
                .as(() -> room + " by " + used)
                .containsExactlyInAnyOrderElementsOf(rooms.get(room));
    }

    private String other(String room, JavaClass target) {
        if (!house.has(target)) {
            return null;
        }
        String other = house.room(target.getBaseComponentType());
        boolean isOpen = other.isEmpty() && !room.equals("spi");
        return isOpen || other.equals(room) ? null : other;
    }

    @Test
    void rooms_formNoCircle() {
        slices().matching(house.root() + ".(**)").should().beFreeOfCycles().check(house.classes());
    }

    @Test
    void publicClass_isUsedByAnotherRoom_orFoundByName() {
        List<String> ofNoOther = house.classes().stream()
                .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                .filter(type -> type.isTopLevelClass() && !house.room(type).isEmpty())
                .filter(type -> type.getDirectDependenciesToSelf().stream()
                        .allMatch(use -> house.room(use.getOriginClass()).equals(house.room(type))))
                .map(JavaClass::getName)
                .toList();

        assertThat(ofNoOther).containsExactlyInAnyOrderElementsOf(foundByName);
    }
}
