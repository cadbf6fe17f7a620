package io.ddp4ee.it.model;

import java.io.Serializable;
import java.util.Objects;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;

import io.ddp4ee.DdpCollection;

/** An embedded key. */
@Entity
@DdpCollection
public class Seat {

    /** A place in a hall. */
    @Embeddable
    public static class SeatId implements Serializable {
        private static final long serialVersionUID = 1L;

        private String hall;
        private int place;

        public SeatId() {}

        public SeatId(String hall, int place) {
            this.hall = hall;
            this.place = place;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof SeatId id && hall.equals(id.hall) && place == id.place;
        }

        @Override
        public int hashCode() {
            return Objects.hash(hall, place);
        }
    }

    @EmbeddedId
    private SeatId id;

    private String guest;

    public Seat() {}

    public Seat(SeatId id) {
        this.id = id;
    }

    public void setGuest(String guest) {
        this.guest = guest;
    }

    public String getGuest() {
        return guest;
    }
}
