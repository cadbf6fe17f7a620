package io.ddp4ee.it.mistakes;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;

import io.ddp4ee.DdpMethod;
import io.ddp4ee.LiveQuery;
import io.ddp4ee.Param;
import io.ddp4ee.Publication;
import io.ddp4ee.it.model.Section;

/** Every mistake that the declarations alone show. */
@ApplicationScoped
public class WrongDeclarations {

    @Produces
    @Publication("twice")
    static final LiveQuery FIRST = LiveQuery.of(Section.class);

    @Produces
    @Publication("twice")
    LiveQuery second() {
        return FIRST;
    }

    @Produces
    @ApplicationScoped
    @Publication("scoped")
    LiveQuery scoped() {
        return FIRST;
    }

    @Produces
    @Publication("text")
    static final String TEXT = "no query";

    @DdpMethod
    void hidden() {}

    @DdpMethod
    public void overloaded(int number) {}

    @DdpMethod
    public void overloaded(String text) {}

    /** A method's parameters need no annotation. */
    @DdpMethod
    public void annotated(@Param int number) {}
}
