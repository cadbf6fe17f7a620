package io.ddp4ee.meteor;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PlaceTest {

    private static Settings settings(Map<String, String> values) {
        return new Settings("shop", values, key -> Optional.ofNullable(values.get(key)));
    }

    /** A dash is for nothing. */
    @ParameterizedTest
    @CsvSource({
        "/war, /,       -,                         -,     /war,       /war,       true",
        "-,    /,       -,                         -,     -,          -,          true",
        "/war, /shop/*, -,                         -,     /war/shop,  /war,       false",
        "/war, /,       -,                         /live, /war,       /war/live,  false",
        "/war, /live/*, -,                         /live, /war/live,  /war/live,  true",
        "/war, /,       https://example.org,       -,     -,          -,          true",
        "/war, /,       https://example.org/a/,    -,     /a,         /a,         true",
        "/war, /shop/*, https://example.org/shop,  -,     /shop,      -,          false"
    })
    void clients_findTheEndpoints_whereTheyAre(
            String context,
            String pattern,
            String root,
            String path,
            String prefix,
            String endpoints,
            boolean isPrimary) {
        Settings settings = settings(
                root.equals("-")
                        ? Map.of("ddp.path", path.replace("-", ""))
                        : Map.of("ddp.path", path.replace("-", ""), "ROOT_URL", root));

        Place place = Place.of(context.replace("-", ""), List.of(pattern), settings);

        assertThat(place.prefix()).isEqualTo(prefix.replace("-", ""));
        assertThat(place.endpoints()).isEqualTo(endpoints.replace("-", ""));
        assertThat(place.hasEndpoints()).isEqualTo(isPrimary);
    }

    @Test
    void servlet_isAtOnePlace() {
        for (List<String> mappings :
                List.of(List.<String>of(), List.of("/a/*", "/b/*"), List.of("*.html"), List.of("/a"))) {
            assertThatThrownBy(() -> Place.of("", mappings, settings(Map.of())))
                    .hasMessageContaining("Servlet shop is mapped to " + mappings)
                    .hasMessageContaining("map it to one pattern");
        }
    }

    @Test
    void rootUrl_isAnAddress_thatEndsWhereTheServletIs() {
        assertThatThrownBy(() -> Place.of("", List.of("/"), settings(Map.of("ROOT_URL", "example.org"))))
                .hasMessageContaining("ROOT_URL is \"example.org\"");
        Map<String, String> elsewhere = Map.of("ROOT_URL", "https://example.org/other");
        assertThatThrownBy(() -> Place.of("", List.of("/shop/*"), settings(elsewhere)))
                .hasMessageContaining("set DDP_DEFAULT_CONNECTION_URL");
    }
}
