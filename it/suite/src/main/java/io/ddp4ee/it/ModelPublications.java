package io.ddp4ee.it;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;

import io.ddp4ee.LiveQuery;
import io.ddp4ee.Param;
import io.ddp4ee.Publication;
import io.ddp4ee.it.model.Animal;
import io.ddp4ee.it.model.Article;
import io.ddp4ee.it.model.Car;
import io.ddp4ee.it.model.Folder;
import io.ddp4ee.it.model.Label;
import io.ddp4ee.it.model.Line;
import io.ddp4ee.it.model.Membership;
import io.ddp4ee.it.model.Page;
import io.ddp4ee.it.model.Playlist;
import io.ddp4ee.it.model.Seat;
import io.ddp4ee.it.model.Section;
import io.ddp4ee.it.model.Song;
import io.ddp4ee.it.model.Tag;
import io.ddp4ee.it.model.Token;
import io.ddp4ee.it.model.Vehicle;

/** Publications over the model. */
@ApplicationScoped
public class ModelPublications {

    private static final Map<String, Class<?>> ENTITIES = Map.ofEntries(
            Map.entry("animal", Animal.class),
            Map.entry("article", Article.class),
            Map.entry("car", Car.class),
            Map.entry("folder", Folder.class),
            Map.entry("label", Label.class),
            Map.entry("line", Line.class),
            Map.entry("page", Page.class),
            Map.entry("playlist", Playlist.class),
            Map.entry("seat", Seat.class),
            Map.entry("section", Section.class),
            Map.entry("song", Song.class),
            Map.entry("tag", Tag.class),
            Map.entry("token", Token.class),
            Map.entry("vehicle", Vehicle.class));

    @Produces
    @Publication("all")
    List<LiveQuery> all(@Param List<String> collections) {
        return collections.stream()
                .map(name -> LiveQuery.of(ENTITIES.get(name)))
                .toList();
    }

    @Produces
    @Publication("articlesOfSection")
    static final List<LiveQuery> OF_SECTION =
            List.of(LiveQuery.of(Section.class, "name = ?1"), LiveQuery.of(Article.class, "section.name = ?1"));

    @Produces
    @Publication("sectionsOfMember")
    static final LiveQuery OF_MEMBER =
            LiveQuery.of(Section.class, "exists (select m from Membership m where m.section = this and m.member = ?1)");

    @Produces
    @Publication("sectionsForClerks")
    @RolesAllowed("clerk")
    LiveQuery forClerks() {
        return LiveQuery.of(Section.class);
    }

    /** Only a subscription shows that it cannot be. */
    @Produces
    @Publication("wrongPath")
    LiveQuery wrongPath() {
        return LiveQuery.of(Section.class, "nmae = 'x'");
    }

    @Produces
    @Publication("mine")
    static final LiveQuery MINE = LiveQuery.of(
            Section.class, "exists (select m from Membership m where m.section = this and m.member = :userId)");

    @Produces
    @Publication("articlesWithTag")
    static final LiveQuery WITH_TAG = LiveQuery.of(Article.class, "?1 member of tags");

    @Produces
    @Publication("twoOfOneCollection")
    static final List<LiveQuery> TWO =
            List.of(LiveQuery.of(Section.class, "name like 'a%'"), LiveQuery.of(Section.class, "budget > 100"));

    @Produces
    @Publication("richest")
    LiveQuery richest(@Param int limit, @Param Optional<Integer> offset) {
        return LiveQuery.of(Section.class, "budget is not null")
                .orderBy("budget desc", "parent.name asc nulls last")
                .limit(limit)
                .offset(offset.orElse(0))
                .into("richest");
    }

    /** One that is judged in memory, one that is not, and one of rows that are no documents. */
    @Produces
    @Publication("numbers")
    static final List<LiveQuery> NUMBERS = List.of(
            LiveQuery.of(Section.class, "name = ?1").count("named"),
            LiveQuery.of(Section.class, "exists (select m from Membership m where m.section = this and m.member = ?1)")
                    .count("joined"),
            LiveQuery.of(Membership.class, "member = ?1").into("tallies").count("memberships"));

    @Produces
    @Publication("titles")
    static final LiveQuery TITLES = LiveQuery.of(Article.class).fields("title", "section");
}
