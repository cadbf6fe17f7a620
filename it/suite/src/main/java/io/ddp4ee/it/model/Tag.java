package io.ddp4ee.it.model;

import java.util.HashSet;
import java.util.Set;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToMany;

import io.ddp4ee.DdpCollection;

/** A string for a key, and the inverse side of to-many. */
@Entity
@DdpCollection
public class Tag {

    @Id
    private String name;

    private String color;

    @ManyToMany(mappedBy = "tags")
    private Set<Article> articles = new HashSet<>();

    public Tag() {}

    public Tag(String name) {
        this.name = name;
    }

    public String getName() {
        return name;
    }

    public void setColor(String color) {
        this.color = color;
    }

    public String getColor() {
        return color;
    }

    public Set<Article> getArticles() {
        return articles;
    }
}
