package io.ddp4ee.declaration;

import java.lang.reflect.Member;

import jakarta.enterprise.inject.spi.Bean;

import io.ddp4ee.problem.Place;

/** A produced publication strategy of a collection. */
public record StrategyDeclaration(Bean<?> bean, String collection, Member member) {

    public String place() {
        return Place.of(member);
    }
}
