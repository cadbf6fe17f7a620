package io.ddp4ee.it.board;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;

import io.ddp4ee.DdpCollection;

/** Known by another attribute than the key, which is the database's. */
@Entity
@DdpCollection(id = "aid")
public class Player {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    @Column(unique = true, nullable = false)
    private String aid;

    private String name;

    @ManyToOne
    private Team team;

    public Player() {}

    public Player(String aid, String name) {
        this.aid = aid;
        this.name = name;
    }

    public Long getId() {
        return id;
    }

    public String getAid() {
        return aid;
    }

    public Team getTeam() {
        return team;
    }

    public void setTeam(Team team) {
        this.team = team;
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }
}
