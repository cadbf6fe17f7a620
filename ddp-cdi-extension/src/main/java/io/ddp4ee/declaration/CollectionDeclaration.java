package io.ddp4ee.declaration;

import java.lang.reflect.Member;

import jakarta.enterprise.inject.spi.Bean;

import io.ddp4ee.DdpCollection;
import io.ddp4ee.problem.Place;

/** What is produced for a collection: a document mapping, or rules. */
public record CollectionDeclaration(Bean<?> bean, DdpCollection annotation, Member member) {

    public String place() {
        return Place.of(member);
    }
}
