package io.ddp4ee.it.crowd;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;

import io.ddp4ee.DdpCollection;

/** One of few, and large. */
@Entity
@DdpCollection
public class Leaflet {

    @Id
    private Long id;

    @Column(columnDefinition = "text")
    private String text;

    public Leaflet() {}

    public Leaflet(Long id) {
        this.id = id;
    }

    public void setText(String text) {
        this.text = text;
    }
}
