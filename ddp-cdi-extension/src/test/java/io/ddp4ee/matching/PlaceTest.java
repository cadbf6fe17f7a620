package io.ddp4ee.matching;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class PlaceTest {

    @ParameterizedTest
    @CsvSource({
        "title,title,",
        "author.email,author.email,",
        "tags[],tags,''",
        "box.items[].maker.name,box.items,maker.name"
    })
    void text_isReadAgain(String text, String path, String element) {
        Place place = new Place(path, element);

        assertThat(place).hasToString(text);
        assertThat(Place.parse(text)).isEqualTo(place);
        assertThat(String.join(".", place.names())).isEqualTo(text.replace("[]", ""));
    }
}
