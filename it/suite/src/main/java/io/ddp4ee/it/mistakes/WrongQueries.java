package io.ddp4ee.it.mistakes;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;

import io.ddp4ee.DdpCollection;
import io.ddp4ee.DocumentMapping;
import io.ddp4ee.LiveQuery;
import io.ddp4ee.Publication;
import io.ddp4ee.Visibility;
import io.ddp4ee.it.model.Car;
import io.ddp4ee.it.model.Membership;
import io.ddp4ee.it.model.Section;
import io.ddp4ee.it.model.Vehicle;

/** Every mistake that only the persistence unit shows. */
@ApplicationScoped
public class WrongQueries {

    @Produces
    @Publication("wrong path")
    static final List<LiveQuery> PATH = List.of(LiveQuery.of(Section.class, "nmae = ?1"));

    @Produces
    @Publication("wrong order")
    static final LiveQuery ORDER =
            LiveQuery.of(Section.class).orderBy("wealth desc").limit(3);

    @Produces
    @Publication("wrong syntax")
    static final LiveQuery SYNTAX = LiveQuery.of(Section.class, "name = = 'x'");

    @Produces
    @Publication("no collection")
    static final LiveQuery NO_COLLECTION = LiveQuery.of(Membership.class);

    @Produces
    @Publication("no entity")
    static final LiveQuery NO_ENTITY = LiveQuery.of(WrongQueries.class);

    @Produces
    @DdpCollection("mapped")
    static final DocumentMapping<Section> MAPPING =
            DocumentMapping.of(Section.class).fields("nmae");

    @Produces
    @Visibility
    static final LiveQuery OPEN = LiveQuery.of(Section.class, "name = ?1");

    @Produces
    @Visibility
    static final LiveQuery LIMITED = LiveQuery.of(Section.class).limit(3);

    @Produces
    @Visibility
    static final LiveQuery CARS = LiveQuery.of(Car.class, "doors > 2");

    @Produces
    @Publication("vehicles")
    static final LiveQuery VEHICLES = LiveQuery.of(Vehicle.class);
}
