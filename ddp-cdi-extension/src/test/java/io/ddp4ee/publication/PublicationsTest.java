package io.ddp4ee.publication;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.ddp4ee.security.Access;

import static org.assertj.core.api.Assertions.assertThat;

class PublicationsTest {

    @Test
    void universalOnes_areInTheOrderOfTheirNames() {
        List<String> names = List.of("author", "book", "cargo", "dog", "section", "tag", "users", "vehicle");
        Map<String, PublicationDefinition> definitions = new HashMap<>();
        names.forEach(name -> definitions.put(
                name, new PublicationDefinition(name, true, false, "here", Access.EVERYBODY, (session, parameters) -> {
                    throw new AssertionError();
                })));

        assertThat(new Publications(definitions).universal())
                .extracting(PublicationDefinition::name)
                .isEqualTo(names);
    }
}
