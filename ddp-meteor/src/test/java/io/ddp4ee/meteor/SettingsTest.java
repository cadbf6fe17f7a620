package io.ddp4ee.meteor;

import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SettingsTest {

    private static Settings settings(Map<String, String> own, Map<String, String> common) {
        return new Settings("shop", own, key -> Optional.ofNullable(common.get(key)));
    }

    @Test
    void own_goesBeforeWhatIsCommon() {
        Settings settings = settings(
                Map.of("ROOT_URL", "own", "app-id", " "), Map.of("ROOT_URL", "common", "ddp.meteor.app-id", " id "));

        assertThat(settings.get(Setting.ROOT_URL)).contains("own");
        assertThat(settings.get(Setting.APP_ID)).contains("id");
        assertThat(settings.get(Setting.BUNDLE)).isEmpty();
    }

    @Test
    void json_isLaidOverTheCommonOne() {
        Settings settings = settings(
                Map.of("METEOR_SETTINGS", "{\"public\":{\"b\":3,\"c\":null}}"),
                Map.of("METEOR_SETTINGS", "{\"secret\":1,\"public\":{\"a\":1,\"b\":2,\"c\":3}}"));

        assertThat(settings.json(Setting.METEOR_SETTINGS)).hasToString("{\"secret\":1,\"public\":{\"a\":1,\"b\":3}}");
    }

    @Test
    void whatIsNoJsonObject_isTold() {
        for (String text : new String[] {"[]", "{", "1"}) {
            Settings settings = settings(Map.of("METEOR_SETTINGS", text), Map.of());
            assertThatThrownBy(() -> settings.json(Setting.METEOR_SETTINGS))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("Servlet shop: init parameter METEOR_SETTINGS has to be a JSON object");
        }
    }

    @Test
    void switches_areReadAsMeteorReadsThem() {
        for (String off : new String[] {"0", "false", "False"}) {
            assertThat(settings(Map.of("DISABLE_SOCKJS", off), Map.of()).isSet(Setting.DISABLE_SOCKJS, true))
                    .isFalse();
        }
        for (String on : new String[] {"1", "true", "yes"}) {
            assertThat(settings(Map.of("DISABLE_SOCKJS", on), Map.of()).isSet(Setting.DISABLE_SOCKJS, false))
                    .isTrue();
        }
        assertThat(settings(Map.of(), Map.of()).isSet(Setting.INLINE_SCRIPTS, true))
                .isTrue();
    }
}
