package io.ddp4ee.it.model;

import java.util.HashSet;
import java.util.Set;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToOne;

import io.ddp4ee.DdpCollection;

/** A reference for a key, a column named like its attribute, and a join table of another's making. */
@Entity
@DdpCollection
public class Label {

    @Id
    @OneToOne
    @JoinColumn(name = "article")
    private Article article;

    @ManyToOne
    @JoinColumn(name = "section")
    private Section section;

    @ManyToMany
    @JoinTable(
            name = "words_of_labels",
            joinColumns = @JoinColumn(name = "label"),
            inverseJoinColumns = @JoinColumn(name = "word"))
    private Set<Tag> words = new HashSet<>();

    public Label() {}

    public Label(Article article) {
        this.article = article;
    }

    public void setSection(Section section) {
        this.section = section;
    }

    public Set<Tag> getWords() {
        return words;
    }
}
