package io.ddp4ee.it.board;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;

import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import jakarta.validation.constraints.Size;

import io.ddp4ee.DdpCollection;

/** With an assigned key, a version, constraints, an embeddable, a reference that is loaded late, and hardly a setter. */
@Entity
@Table(name = "board_card")
@DdpCollection(value = "card", except = "secret")
public class Card {

    /** Where it lies. */
    @Embeddable
    public static class Place {
        private String row;

        @Column(name = "place_column")
        private int column;
    }

    @Id
    private String id;

    @Version
    private int version;

    @Size(max = 20)
    private String title;

    private int votes;

    private Instant due;

    @Column(unique = true)
    private String code;

    private String secret;

    @Embedded
    private Place place;

    @ElementCollection
    private Set<String> labels = new LinkedHashSet<>();

    @ManyToOne(fetch = FetchType.LAZY)
    private Player owner;

    public String title() {
        return title;
    }
}
