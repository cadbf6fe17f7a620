package io.ddp4ee.it.model;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

import io.ddp4ee.DdpCollection;

/** Knows nothing of playlists. */
@Entity
@DdpCollection
public class Song {

    @Id
    private Integer id;

    private String title;

    public Song() {}

    public Song(Integer id, String title) {
        this.id = id;
        this.title = title;
    }
}
