package io.ddp4ee.session;

import java.util.List;
import java.util.Map;

import jakarta.annotation.Nullable;

import io.ddp4ee.message.Fields;
import io.ddp4ee.query.Version;

/**
 * One document as one client sees it. Nearly every document has one source: then nothing is kept here but what the source has
 * too, since a session has as many of these as its client has documents.
 */
final class MergedDocument {

    private Source single;
    private Fields fields;

    /** Instead of both if there is more than one source. */
    private MergedValues several;

    MergedDocument(Source source, Fields fields) {
        this.single = source;
        this.fields = fields;
    }

    /** The only source, or null if there are several. */
    @Nullable
    Source single() {
        return single;
    }

    boolean has(Source source) {
        return single == null ? several.has(source) : single == source;
    }

    boolean isEmpty() {
        return single == null && several.isEmpty();
    }

    boolean isStandIn(Source source) {
        return several != null && several.isStandIn(source);
    }

    /** Up to when the source has to catch up; null if it stands in for nothing. */
    @Nullable
    Version standsInUntil(Source source) {
        return several == null ? null : several.standsInUntil(source);
    }

    /** All fields as the client sees them. */
    Fields visible() {
        return single != null ? fields : several.visible();
    }

    /** The only source has these fields now. */
    void replace(Fields now) {
        fields = now;
    }

    /** Of a source that has the document already, what it has stays: as with Meteor, only {@link #change} changes it. */
    Difference add(Source source, Fields added) {
        return spread().add(source, added);
    }

    Difference change(Source source, Fields changed, List<String> cleared) {
        return spread().change(source, changed, cleared);
    }

    /** See {@link MergedValues#remove}. */
    Map<Source, Version> remove(Source source, Difference difference) {
        return spread().remove(source, difference);
    }

    /** See {@link MergedValues#correct}. */
    Difference correct(Source source, Version until, Fields actual) {
        Difference difference = several.correct(source, until, actual);
        gather();
        return difference;
    }

    /** Whether the source stands in for nothing that is newer than this. */
    boolean isCaughtUp(Source source, Version until) {
        return several.isCaughtUp(source, until);
    }

    private MergedValues spread() {
        if (single != null) {
            several = new MergedValues(single, fields);
            single = null;
            fields = null;
        }
        return several;
    }

    /** A source that is alone again, and as new as its values, needs no lists. */
    void gather() {
        Source alone = several == null ? null : several.single();
        if (alone != null) {
            fields = several.visible();
            single = alone;
            several = null;
        }
    }
}
