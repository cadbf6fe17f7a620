package io.ddp4ee.it.model;

import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.PrePersist;
import jakarta.persistence.PreUpdate;

import io.ddp4ee.DdpCollection;

/** A UUID for a key. */
@Entity
@DdpCollection
public class Token {

    /** The type is named for older versions of EclipseLink, which would make it a varchar. */
    @Id
    @Column(columnDefinition = "uuid")
    private UUID id;

    private String owner;

    private String greeting;

    public Token() {}

    public Token(UUID id, String owner) {
        this.id = id;
        this.owner = owner;
    }

    public void setOwner(String owner) {
        this.owner = owner;
    }

    /** In the middle of the provider's flush. */
    @PrePersist
    @PreUpdate
    void greet() {
        greeting = "Hello " + owner;
    }
}
