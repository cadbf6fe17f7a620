package io.ddp4ee.architecture;

import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.Dependency;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Which rooms know which API of the platform or class of a provider: exactly those listed. The root is the API of ours. */
@TestInstance(Lifecycle.PER_CLASS)
public abstract class Apis {

    private final House house;
    private final Map<String, Set<String>> roomsByApi;

    protected Apis(House house, Map<String, Set<String>> roomsByApi) {
        this.house = house;
        this.roomsByApi = roomsByApi;
    }

    Stream<String> apis() {
        return roomsByApi.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("apis")
    void api_isKnownToTheRoomsListed(String api) {
        Set<String> knowing = new TreeSet<>();
        house.rooms().forEach((room, classes) -> {
            Map<String, Dependency> used = House.dependencies(
                    classes, dependency -> api(dependency.getTargetClass().getPackageName()));
            if (used.containsKey(api)) {
                knowing.add(room);
            }
        });

        assertThat(knowing).containsExactlyInAnyOrderElementsOf(roomsByApi.get(api));
    }

    /** The narrowest that the package is of; null if it is of none. */
    private String api(String name) {
        return roomsByApi.keySet().stream()
                .filter(api -> name.equals(api) || name.startsWith(api + "."))
                .max(Comparator.comparingInt(String::length))
                .orElse(null);
    }
}
