package io.ddp4ee.extension;

import java.lang.reflect.Member;

import jakarta.enterprise.inject.spi.Bean;

/** A produced document mapping. */
record MappingDeclaration(Bean<?> bean, String collection, Member member) {

    String place() {
        return Place.of(member);
    }
}
