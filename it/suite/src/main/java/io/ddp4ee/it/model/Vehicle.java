package io.ddp4ee.it.model;

import jakarta.persistence.DiscriminatorColumn;
import jakarta.persistence.DiscriminatorValue;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;

import io.ddp4ee.DdpCollection;

/** The root of a hierarchy in joined tables. */
@Entity
@Inheritance(strategy = InheritanceType.JOINED)
@DiscriminatorColumn(name = "kind")
@DiscriminatorValue("vehicle")
@DdpCollection
public class Vehicle {

    @Id
    private Integer id;

    private String name;

    public Vehicle() {}

    public Vehicle(Integer id, String name) {
        this.id = id;
        this.name = name;
    }

    public void setName(String name) {
        this.name = name;
    }
}
