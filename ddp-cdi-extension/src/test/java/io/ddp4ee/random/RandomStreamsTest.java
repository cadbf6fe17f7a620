package io.ddp4ee.random;

import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What Meteor draws: its own tests' values, and some that were seen on its wire. */
class RandomStreamsTest {

    private static RandomStreams seeded(String seed) {
        return new RandomStreams(seed, () -> "of the server");
    }

    @Test
    void streamWithoutAName_isMeteorsDefault() {
        RandomStreams streams = new RandomStreams("f2e1d3c4b5a6978812ab", () -> "own");
        assertThat(streams.named("").id()).isEqualTo("ycHsemWGfbcYzhhmc");
    }

    @Test
    void seedOfMeteorsTests_givesTheirIds() {
        RandomStream stream = new RandomStream("0");
        assertThat(stream.id()).isEqualTo("cp9hWvhg8GSvuZ9os");
        assertThat(stream.id()).isEqualTo("3f3k6Xo7rrHCifQhR");
        assertThat(stream.id()).isEqualTo("shxDnjWWmnKPEoLhM");
        assertThat(stream.id()).isEqualTo("6QTjB8C5SEqhmz4ni");
    }

    @Test
    void streamOfACollection_goesOnWhateverIsDrawn() {
        RandomStreams streams = seeded("f2e1d3c4b5a6978812ab");
        RandomStream foo = streams.named("/collection/foo");
        assertThat(foo.id()).isEqualTo("muPRj3jXXGejbFWwn");
        assertThat(foo.id()).isEqualTo("LFZQ4B4A9hMZuPtep");
        assertThat(foo.hexString(24)).isEqualTo("2dd8468c7792b799e389d8f4");
        assertThat(streams.named("default").id()).isEqualTo("ycHsemWGfbcYzhhmc");
    }

    @Test
    void streamOfAnInsertedDocument_givesTheClientsId() {
        assertThat(seeded("abc").named("/collection/open").id()).isEqualTo("BSYJ5PTncpJ6mdAi4");
    }

    @Test
    void nameThatIsAskedForAgain_isTheSameStream() {
        RandomStreams streams = seeded("seed");
        assertThat(streams.named("a")).isSameAs(streams.named("a")).isNotSameAs(streams.named("b"));
    }

    @Test
    void nestedCall_hasASeedOfItsOwn() {
        RandomStreams outer = seeded("seed");
        String first = outer.nested("m").named("/collection/foo").id();
        String second = outer.nested("m").named("/collection/foo").id();
        assertThat(second).isNotEqualTo(first);
        assertThat(seeded("seed").nested("m").named("/collection/foo").id()).isEqualTo(first);
    }

    @Test
    void noSeed_oneIsMade_onceAndOnlyIfItIsNeeded() {
        for (String none : new String[] {null, ""}) {
            AtomicInteger made = new AtomicInteger();
            RandomStreams streams = new RandomStreams(none, () -> "seed " + made.incrementAndGet());
            assertThat(made).hasValue(0);
            assertThat(streams.named("a").fraction()).isBetween(0.0, 1.0);
            streams.named("b");
            assertThat(made).hasValue(1);
            assertThat(streams.named("c").id())
                    .isEqualTo(seeded("seed 1").named("c").id());
        }
    }

    @Test
    void seedBeyondAscii_isHashedByItsCodeUnits() {
        assertThat(seeded("ä€😀").named("x").id())
                .isEqualTo(seeded("ä€😀").named("x").id())
                .isNotEqualTo(seeded("a?").named("x").id());
    }
}
