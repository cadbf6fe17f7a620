package io.ddp4ee.it.library;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Version;

import io.ddp4ee.DdpCollection;

/** Stands on a shelf. */
@Entity
@DdpCollection
public class Volume {

    @Id
    private Long id;

    @Version
    private long revision;

    private String title;

    private int stars;

    @ManyToOne
    private Shelf shelf;

    public Volume() {}

    public Volume(Long id, String title, Shelf shelf) {
        this.id = id;
        this.title = title;
        this.shelf = shelf;
    }

    public Long getId() {
        return id;
    }

    public long getRevision() {
        return revision;
    }

    public int getStars() {
        return stars;
    }

    public void setStars(int stars) {
        this.stars = stars;
    }

    public void setTitle(String title) {
        this.title = title;
    }

    public void setShelf(Shelf shelf) {
        this.shelf = shelf;
    }
}
