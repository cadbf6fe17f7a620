package io.ddp4ee.it.model;

import jakarta.persistence.DiscriminatorValue;
import jakarta.persistence.Entity;

import io.ddp4ee.DdpCollection;

/** A subclass with a collection of its own. */
@Entity
@DiscriminatorValue("car")
@DdpCollection
public class Car extends Vehicle {

    private int doors;

    public Car() {}

    public Car(Integer id, String name, int doors) {
        super(id, name);
        this.doors = doors;
    }

    public void setDoors(int doors) {
        this.doors = doors;
    }
}
