package io.ddp4ee.capture;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.ddp4ee.bus.Change;
import io.ddp4ee.bus.Operation;

import static org.assertj.core.api.Assertions.assertThat;

/** Foreign keys that only the database knows. */
class CascadesTest {

    @Entity(name = "Shop")
    static class Shop {
        @Id
        Long id;
    }

    @Entity(name = "Shelf")
    @Inheritance(strategy = InheritanceType.JOINED)
    static class Shelf {
        @Id
        Long id;

        Long shop;
    }

    @Entity(name = "Cupboard")
    static class Cupboard extends Shelf {
        Integer doors;
    }

    @Entity(name = "Box")
    static class Box {
        @Id
        Long id;

        Long shelf;
    }

    @Entity(name = "Sign")
    static class Sign {
        @Id
        Long id;

        Long shop;
    }

    @Entity(name = "Label")
    static class Label {
        @Id
        Long id;

        Long sign;
    }

    @Entity(name = "Owner")
    static class Owner {
        @Id
        Long id;

        @ElementCollection
        @CollectionTable(name = "owner_shop")
        @Column(name = "shop")
        List<Long> shops = new ArrayList<>();
    }

    private static CapturedUnit unit(Provider provider) {
        CapturedUnit unit = new CapturedUnit(
                provider,
                Map.of(),
                Shop.class,
                Shelf.class,
                Cupboard.class,
                Box.class,
                Sign.class,
                Label.class,
                Owner.class);
        unit.sql("alter table shelf add foreign key (shop) references shop on delete cascade");
        unit.sql("alter table box add foreign key (shelf) references shelf on delete cascade");
        unit.sql("alter table sign add foreign key (shop) references shop on delete set null");
        unit.sql("alter table label add foreign key (sign) references sign on delete cascade");
        unit.sql("alter table owner_shop add foreign key (shop) references shop on delete cascade");
        unit.sql("alter table cupboard add foreign key (id) references shelf on delete cascade");
        unit.attach();
        unit.commit(entityManager -> {
            Shop shop = new Shop();
            shop.id = 1L;
            Cupboard cupboard = new Cupboard();
            cupboard.id = 2L;
            Sign sign = new Sign();
            sign.id = 3L;
            entityManager.persist(shop);
            entityManager.persist(cupboard);
            entityManager.persist(sign);
        });
        return unit;
    }

    @ParameterizedTest
    @EnumSource(Provider.class)
    void aDeletedRow_meansAnyOfWhatTheDatabaseDeletesOrChangesWithIt(Provider provider) {
        try (CapturedUnit unit = unit(provider)) {
            List<Change> shop = unit.commit(entityManager -> entityManager.remove(entityManager.find(Shop.class, 1L)));
            List<Change> sign = unit.commit(entityManager -> entityManager.remove(entityManager.find(Sign.class, 3L)));

            assertThat(shop)
                    .containsExactlyInAnyOrder(
                            new Change("Shop", "1", Operation.DELETE, Map.of()),
                            Change.ofAny("Shelf"),
                            Change.ofAny("Box"),
                            Change.ofAny("Sign"),
                            Change.ofAny("Owner"));
            assertThat(sign)
                    .containsExactlyInAnyOrder(
                            new Change("Sign", "3", Operation.DELETE, Map.of()), Change.ofAny("Label"));
        }
    }

    @ParameterizedTest
    @EnumSource(Provider.class)
    void theRowsOfAJoinedHierarchy_areOneRow(Provider provider) {
        try (CapturedUnit unit = unit(provider)) {
            assertThat(unit.commit(entityManager -> entityManager.remove(entityManager.find(Shelf.class, 2L))))
                    .containsExactlyInAnyOrder(
                            new Change("Shelf", "2", Operation.DELETE, Map.of()), Change.ofAny("Box"));
        }
    }

    @ParameterizedTest
    @EnumSource(Provider.class)
    void aStatementThatDeletes_meansThemToo(Provider provider) {
        try (CapturedUnit unit = unit(provider)) {
            assertThat(unit.commit(entityManager ->
                            entityManager.createQuery("delete from Sign s").executeUpdate()))
                    .containsExactlyInAnyOrder(Change.ofAny("Sign"), Change.ofAny("Label"));
        }
    }
}
