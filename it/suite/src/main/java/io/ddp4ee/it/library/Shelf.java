package io.ddp4ee.it.library;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;

import io.ddp4ee.DdpCollection;

/** By its name its volumes are found. */
@Entity
@DdpCollection
public class Shelf {

    @Id
    private Long id;

    @Version
    private long revision;

    private String name;

    public Shelf() {}

    public Shelf(Long id, String name) {
        this.id = id;
        this.name = name;
    }

    public Long getId() {
        return id;
    }

    public long getRevision() {
        return revision;
    }

    public void setName(String name) {
        this.name = name;
    }
}
