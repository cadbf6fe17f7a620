package io.ddp4ee.it.local;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

import io.ddp4ee.DdpCollection;

/** What is written down. */
@Entity
@DdpCollection
public class Memo {

    @Id
    private Long id;

    private String text;

    public Memo() {}

    public Memo(Long id, String text) {
        this.id = id;
        this.text = text;
    }

    public void setText(String text) {
        this.text = text;
    }
}
