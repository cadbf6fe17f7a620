package io.ddp4ee.it.model;

import java.io.Serializable;
import java.util.Objects;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.ManyToOne;

import io.ddp4ee.DdpCollection;

/** A key of two attributes, one of which is a reference. */
@Entity
@IdClass(Line.LineId.class)
@DdpCollection
public class Line {

    /** The key. */
    public static class LineId implements Serializable {
        private static final long serialVersionUID = 1L;

        private Integer folder;
        private int number;

        public LineId() {}

        public LineId(Integer folder, int number) {
            this.folder = folder;
            this.number = number;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof LineId id && folder.equals(id.folder) && number == id.number;
        }

        @Override
        public int hashCode() {
            return Objects.hash(folder, number);
        }
    }

    @Id
    @ManyToOne
    private Folder folder;

    @Id
    private int number;

    private String text;

    public Line() {}

    public Line(Folder folder, int number, String text) {
        this.folder = folder;
        this.number = number;
        this.text = text;
    }

    public void setText(String text) {
        this.text = text;
    }
}
