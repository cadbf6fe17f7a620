package io.ddp4ee.listener;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.ddp4ee.spi.BusCluster;
import io.ddp4ee.spi.BusStatement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SpiTest {

    @Test
    void printedCluster_keepsItsSecrets() {
        BusCluster cluster = new BusCluster(
                "books", Set.of("ddp_books"), "s3cret", null, "jdbc:x", "reader", "passw0rd", Duration.ZERO);

        assertThat(cluster.toString())
                .contains("books", "ddp_books", "jdbc:x", "reader")
                .doesNotContain("s3cret", "passw0rd");
    }

    @Test
    void passwordWithinAnAddress_isNotPrinted() {
        BusCluster cluster = new BusCluster(
                "books",
                Set.of("ddp_books"),
                "s3cret",
                null,
                "jdbc:postgresql://host/db?user=u&password=passw0rd",
                null,
                null,
                Duration.ZERO);

        assertThat(cluster.toString()).contains("jdbc:postgresql://host/db").doesNotContain("passw0rd");
    }

    @Test
    void statement_keepsItsParameters() {
        List<String> parameters = new ArrayList<>(List.of("a"));
        BusStatement statement = new BusStatement("select ?1", parameters);
        parameters.set(0, "b");

        assertThat(statement.parameters()).containsExactly("a");
        assertThatThrownBy(() -> statement.parameters().add("c")).isInstanceOf(UnsupportedOperationException.class);
    }
}
