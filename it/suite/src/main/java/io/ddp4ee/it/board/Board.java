package io.ddp4ee.it.board;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;

import io.ddp4ee.CollectionRules;
import io.ddp4ee.DdpCollection;
import io.ddp4ee.DdpMethod;
import io.ddp4ee.DocumentId;
import io.ddp4ee.DocumentIds;
import io.ddp4ee.LiveQuery;
import io.ddp4ee.Publication;

/** What clients see and may do. */
@ApplicationScoped
public class Board {

    @PersistenceContext
    private EntityManager em;

    @Inject
    private DocumentIds ids;

    @Produces
    @Publication("board")
    static final List<LiveQuery> BOARD =
            List.of(LiveQuery.of(Card.class), LiveQuery.of(Player.class), LiveQuery.of(Team.class));

    @Produces
    @Publication("playersOf")
    static final LiveQuery PLAYERS_OF = LiveQuery.of(Player.class, "team = ?1");

    @Produces
    @Publication("cardsOf")
    static final LiveQuery CARDS_OF = LiveQuery.of(Card.class, "owner = ?1");

    @Produces
    @DdpCollection("card")
    static final CollectionRules<Card> CARDS = CollectionRules.of(Card.class)
            .allowInsert((session, card) -> true)
            .allowUpdate((session, card, fields, modifier) -> !"locked".equals(card.get("title")))
            .denyUpdate((session, card, fields, modifier) -> fields.contains("due"))
            .allowRemove((session, card) -> card.get("votes").equals(0L));

    @Produces
    @DdpCollection
    static final CollectionRules<Player> PLAYERS =
            CollectionRules.of(Player.class).allowInsert((session, player) -> !"nobody".equals(player.get("name")));

    @Produces
    @DdpCollection("team")
    static final CollectionRules<Team> TEAMS = CollectionRules.of(Team.class)
            .allowInsert((session, team) -> true)
            .allowUpdate((session, team, fields, modifier) -> true)
            .allowRemove((session, team) -> true);

    /** The document id of a new team. */
    @DdpMethod
    @Transactional
    public String found(String name) {
        Team team = new Team(name);
        em.persist(team);
        em.flush();
        return ids.of(team);
    }

    @DdpMethod
    @Transactional
    public void join(@DocumentId(Player.class) Long player, @DocumentId(Team.class) Long team) {
        em.find(Player.class, player).setTeam(em.find(Team.class, team));
    }

    /** The document id of a player, by way of the key. */
    @DdpMethod
    @Transactional
    public String rename(@DocumentId(Player.class) Long id, String name) {
        Player player = em.find(Player.class, id);
        player.setName(name);
        return ids.of(player);
    }

    /** The document of a player. */
    @DdpMethod
    @Transactional
    public Player player(@DocumentId(Player.class) Long id) {
        return em.find(Player.class, id);
    }
}
