package io.ddp4ee.it.model;

import java.math.BigDecimal;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;

import io.ddp4ee.DdpCollection;

/** A generated key, a reference to its own kind, and columns that the database fills. */
@Entity
@DdpCollection
public class Section {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    private String name;

    @Column(precision = 10, scale = 2)
    private BigDecimal budget;

    /** Made by a trigger. */
    @Column(insertable = false, updatable = false)
    private String slug;

    @ManyToOne
    private Section parent;

    public Section() {}

    public Section(String name) {
        this.name = name;
    }

    public Long getId() {
        return id;
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public BigDecimal getBudget() {
        return budget;
    }

    public void setBudget(BigDecimal budget) {
        this.budget = budget;
    }

    public String getSlug() {
        return slug;
    }

    public void setParent(Section parent) {
        this.parent = parent;
    }
}
