package io.ddp4ee.it.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Version;

import io.ddp4ee.DdpCollection;

/** An assigned key, a version, an embeddable, element collections of all kinds, to-one and the owning side of to-many. */
@Entity
@DdpCollection
public class Article {

    /** Who did what when. */
    @Embeddable
    public static class Meta {
        public String editor;
        public Instant editedAt;

        public Meta() {}

        public Meta(String editor, Instant editedAt) {
            this.editor = editor;
            this.editedAt = editedAt;
        }
    }

    /** A remark. */
    @Embeddable
    public static class Note {
        public String text;
        public int stars;

        public Note() {}

        public Note(String text, int stars) {
            this.text = text;
            this.stars = stars;
        }
    }

    @Id
    private Long id;

    @Version
    private long version;

    private String title;

    @Embedded
    private Meta meta;

    @ElementCollection
    private Set<String> keywords = new HashSet<>();

    @ElementCollection
    @OrderColumn(name = "place")
    private List<Note> notes = new ArrayList<>();

    @ElementCollection
    private Map<String, String> attributes = new HashMap<>();

    @ManyToMany
    private Set<Tag> tags = new HashSet<>();

    @ManyToOne
    private Section section;

    public Article() {}

    public Article(Long id, String title) {
        this.id = id;
        this.title = title;
    }

    public Long getId() {
        return id;
    }

    public String getTitle() {
        return title;
    }

    public void setTitle(String title) {
        this.title = title;
    }

    public Meta getMeta() {
        return meta;
    }

    public void setMeta(Meta meta) {
        this.meta = meta;
    }

    public Set<String> getKeywords() {
        return keywords;
    }

    public List<Note> getNotes() {
        return notes;
    }

    public Map<String, String> getAttributes() {
        return attributes;
    }

    public Set<Tag> getTags() {
        return tags;
    }

    public Section getSection() {
        return section;
    }

    public void setSection(Section section) {
        this.section = section;
    }
}
