package io.ddp4ee.it.model;

import jakarta.persistence.Entity;

/** A subclass without a collection: its rows are animals. */
@Entity
public class Dog extends Animal {

    private String bark;

    public Dog() {}

    public Dog(Integer id, String name, String bark) {
        super(id, name);
        this.bark = bark;
    }

    public String getBark() {
        return bark;
    }
}
