package io.ddp4ee;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DocumentMappingTest {

    private static final class Cargo {}

    private static final class Voyage {}

    private static final DocumentMapping<Cargo> CARGO = DocumentMapping.of(Cargo.class);

    @Test
    void of_leavesIdAndFieldsToTheEntity() {
        assertThat(CARGO.entity()).isEqualTo(Cargo.class);
        assertThat(CARGO.id()).isEmpty();
        assertThat(CARGO.fields()).isEmpty();
    }

    @Test
    void everyCall_leavesTheMappingAsItWas() {
        DocumentMapping<Cargo> mapping =
                CARGO.id("trackingId.id").fields("origin.name as origin").fields("a", "b");

        assertThat(mapping.id()).isEqualTo("trackingId.id");
        assertThat(mapping.fields()).containsExactly("origin.name as origin", "a", "b");
        assertThatThrownBy(() -> mapping.fields().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThat(CARGO).isEqualTo(DocumentMapping.of(Cargo.class));
    }

    @Test
    void equalStates_areEqualValues() {
        assertThat(CARGO.fields("a").id("b"))
                .isEqualTo(CARGO.id("b").fields("a"))
                .hasSameHashCodeAs(CARGO.id("b").fields("a"))
                .hasToString("DocumentMapping of " + Cargo.class.getName() + " id b fields [a]");
        assertThat(List.of(CARGO, DocumentMapping.of(Voyage.class), CARGO.id("a"), CARGO.fields("a")))
                .doesNotHaveDuplicates();
    }

    @Test
    void missingPieces_refusedWhereTheyAreMissing() {
        assertThatNullPointerException().isThrownBy(() -> DocumentMapping.of(null));
        assertThatNullPointerException().isThrownBy(() -> CARGO.id(null));
        assertThatNullPointerException().isThrownBy(() -> CARGO.fields((String) null));
    }
}
