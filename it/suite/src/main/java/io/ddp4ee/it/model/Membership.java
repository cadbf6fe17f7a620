package io.ddp4ee.it.model;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;

/** No collection: never sent, but conditions read it. */
@Entity
public class Membership {

    @Id
    @GeneratedValue
    private Long id;

    private String member;

    @ManyToOne
    private Section section;

    public Membership() {}

    public Membership(String member, Section section) {
        this.member = member;
        this.section = section;
    }
}
