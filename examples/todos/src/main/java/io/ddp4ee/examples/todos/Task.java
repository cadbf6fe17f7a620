package io.ddp4ee.examples.todos;

import java.time.Instant;

import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;

import io.ddp4ee.DdpCollection;
import io.ddp4ee.RandomId;

/** Something that somebody has to do. */
@Entity
@DdpCollection("tasks")
public class Task {

    static final int LONGEST = 200;

    @Id
    @RandomId // That which the page has shown already.
    private String id;

    @Column(length = LONGEST, nullable = false)
    private String text;

    @Column(nullable = false)
    private Instant createdAt;

    @Column(nullable = false)
    private String owner;

    private String username;

    private boolean checked;

    @JsonbProperty("private")
    private boolean hidden;

    protected Task() {}

    /** @param username the owner's name, which tasks are shown with */
    public Task(String text, String owner, String username) {
        this.text = text;
        this.owner = owner;
        this.username = username;
        this.createdAt = Instant.now();
    }

    public String getId() {
        return id;
    }

    public String getText() {
        return text;
    }

    public Instant getCreatedAt() {
        return createdAt;
    }

    public String getUsername() {
        return username;
    }

    public boolean isOwnedBy(String userId) {
        return owner.equals(userId);
    }

    public boolean isChecked() {
        return checked;
    }

    public void setChecked(boolean checked) {
        this.checked = checked;
    }

    public boolean isHidden() {
        return hidden;
    }

    public void setHidden(boolean hidden) {
        this.hidden = hidden;
    }
}
