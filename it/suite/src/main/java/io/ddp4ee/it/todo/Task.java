package io.ddp4ee.it.todo;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

import io.ddp4ee.DdpCollection;
import io.ddp4ee.RandomId;

@Entity(name = "TodoTask")
@DdpCollection("open")
public class Task {

    @Id
    @RandomId
    private String id;

    private String text;

    protected Task() {}

    public Task(String text) {
        this.text = text;
    }

    public String getId() {
        return id;
    }

    public String getText() {
        return text;
    }
}
