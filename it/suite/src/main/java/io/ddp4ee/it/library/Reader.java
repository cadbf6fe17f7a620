package io.ddp4ee.it.library;

import java.util.HashSet;
import java.util.Set;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToMany;

import io.ddp4ee.DdpCollection;

/** Likes shelves; nothing stands against two that are added at the same time. */
@Entity
@DdpCollection
public class Reader {

    @Id
    private Long id;

    @ManyToMany
    private Set<Shelf> shelves = new HashSet<>();

    public Reader() {}

    public Reader(Long id) {
        this.id = id;
    }

    public Set<Shelf> getShelves() {
        return shelves;
    }
}
