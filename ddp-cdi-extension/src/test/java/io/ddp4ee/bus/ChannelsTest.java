package io.ddp4ee.bus;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.ddp4ee.bus.Change.DocumentImage;
import io.ddp4ee.message.Fields;

import static org.assertj.core.api.Assertions.assertThat;

class ChannelsTest {

    private final Channels channels =
            new Channels("shop", Map.of("Book", List.of("book", "cheap"), "Membership", List.of()));

    @Test
    void channels_oneForEachCollectionAndOneForAllElse() {
        assertThat(channels.all()).containsExactlyInAnyOrder("ddp_shop", "ddp_shop_book", "ddp_shop_cheap");
        assertThat(channels.all().iterator().next()).isEqualTo("ddp_shop");
    }

    @Test
    void change_splitByCollection_eachWithItsOwnImage() {
        DocumentImage image = new DocumentImage("1", Fields.of(Map.of("title", "\"x\"")));
        Change change = new Change("Book", "1", Operation.UPDATE, Map.of("book", image));
        Map<String, Change> parts = channels.split(change);
        assertThat(parts.get("ddp_shop_book").documents()).containsOnlyKeys("book");
        assertThat(parts.get("ddp_shop_cheap").documents()).isEmpty();
        assertThat(parts).hasSize(2);
    }

    @Test
    void change_withoutCollection_inTheCommonChannel() {
        assertThat(channels.split(Change.ofAny("Membership"))).containsOnlyKeys("ddp_shop");
        assertThat(channels.split(Change.ofAny("Unheard"))).containsOnlyKeys("ddp_shop");
    }

    @Test
    void longNames_stayApart() {
        String name = "x".repeat(70);
        Channels longOnes = new Channels("shop", Map.of("A", List.of(name + "a", name + "b", "bücher")));
        assertThat(longOnes.all())
                .hasSize(4)
                .allMatch(channel -> channel.length() <= 63 && channel.matches("\\p{ASCII}*"));
    }
}
