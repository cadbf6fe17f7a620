package io.ddp4ee.it.mistakes;

import jakarta.persistence.Entity;

import io.ddp4ee.DdpCollection;

/** An entity without an id. */
@Entity
@DdpCollection
public class NoId {

    private String name;

    public String getName() {
        return name;
    }
}
