package io.ddp4ee.capture;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.Objects;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Version;

import io.ddp4ee.DdpCollection;

/** What the tests of capturing write. */
final class Stock {

    private Stock() {}

    @Entity(name = "Item")
    @DdpCollection
    static class Item {
        @Id
        Long id;

        @Version
        int version;

        @Column(columnDefinition = "text")
        String name;

        static Item of(long id, String name) {
            Item item = new Item();
            item.id = id;
            item.name = name;
            return item;
        }
    }

    /** Of whose key the database makes {@code 1.00} where the application wrote {@code 1}. */
    @Entity(name = "Priced")
    @DdpCollection
    static class Priced {
        @Id
        @Column(columnDefinition = "numeric(10,2)")
        BigDecimal price;

        static Priced of(String price) {
            Priced priced = new Priced();
            priced.price = new BigDecimal(price);
            return priced;
        }
    }

    /** Sent as a mapping says. */
    @Entity(name = "Ratio")
    static class Ratio {
        @Id
        Long id;

        Integer divisor;

        static Ratio of(long id, int divisor) {
            Ratio ratio = new Ratio();
            ratio.id = id;
            ratio.divisor = divisor;
            return ratio;
        }
    }

    @Entity(name = "Pair")
    @IdClass(Pair.Key.class)
    static class Pair {
        @Id
        Long first;

        @Id
        Long second;

        static class Key implements Serializable {
            private static final long serialVersionUID = 1L;

            Long first;
            Long second;

            @Override
            public boolean equals(Object other) {
                return other instanceof Key key && first.equals(key.first) && second.equals(key.second);
            }

            @Override
            public int hashCode() {
                return Objects.hash(first, second);
            }
        }
    }
}
