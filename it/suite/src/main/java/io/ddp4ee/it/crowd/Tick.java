package io.ddp4ee.it.crowd;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

import io.ddp4ee.DdpCollection;

/** One of many, and small. */
@Entity
@DdpCollection
public class Tick {

    @Id
    private Long id;

    private long number;

    public Tick() {}

    public Tick(Long id, long number) {
        this.id = id;
        this.number = number;
    }

    public void setNumber(long number) {
        this.number = number;
    }
}
