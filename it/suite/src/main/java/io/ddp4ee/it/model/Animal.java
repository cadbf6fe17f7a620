package io.ddp4ee.it.model;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;

import io.ddp4ee.DdpCollection;

/** The root of a hierarchy in a single table. */
@Entity
@Inheritance(strategy = InheritanceType.SINGLE_TABLE)
@DdpCollection
public class Animal {

    @Id
    private Integer id;

    private String name;

    public Animal() {}

    public Animal(Integer id, String name) {
        this.id = id;
        this.name = name;
    }

    public void setName(String name) {
        this.name = name;
    }
}
