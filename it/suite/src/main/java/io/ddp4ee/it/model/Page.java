package io.ddp4ee.it.model;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;

import io.ddp4ee.DdpCollection;

/** Part of a folder. */
@Entity
@DdpCollection
public class Page {

    @Id
    @GeneratedValue
    private Integer id;

    private int number;

    @ManyToOne
    private Folder folder;

    public Page() {}

    public Page(Folder folder, int number) {
        this.folder = folder;
        this.number = number;
    }

    public Integer getId() {
        return id;
    }

    public void setNumber(int number) {
        this.number = number;
    }
}
