package io.ddp4ee.it.model;

import java.util.ArrayList;
import java.util.List;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderColumn;

import io.ddp4ee.DdpCollection;

/** Holds its songs in an order, though the foreign key stands in theirs. */
@Entity
@DdpCollection
public class Playlist {

    @Id
    private Integer id;

    @OneToMany
    @JoinColumn(name = "playlist_id")
    @OrderColumn(name = "place")
    private List<Song> songs = new ArrayList<>();

    public Playlist() {}

    public Playlist(Integer id) {
        this.id = id;
    }

    public List<Song> getSongs() {
        return songs;
    }
}
