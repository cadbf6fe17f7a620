package io.ddp4ee.document;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import io.ddp4ee.DdpCollection;
import io.ddp4ee.DocumentMapping;
import io.ddp4ee.LiveQuery;
import io.ddp4ee.binding.Binder;
import io.ddp4ee.binding.EjsonJsonb;
import io.ddp4ee.fixture.Identified.Booking;
import io.ddp4ee.fixture.Identified.Parcel;
import io.ddp4ee.fixture.Identified.Room;
import io.ddp4ee.fixture.Identified.Street;
import io.ddp4ee.fixture.Keys.Line;
import io.ddp4ee.fixture.Provider;
import io.ddp4ee.persistence.Alterations;
import io.ddp4ee.persistence.EntityIds;
import io.ddp4ee.persistence.EntityManagerRows;
import io.ddp4ee.query.QueryResult;
import io.ddp4ee.query.jpa.EntityQueries;
import io.ddp4ee.query.jpa.UnitDatabase;
import io.ddp4ee.wanted.WantedPlaces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Documents that are known by ids of a table beside their rows. */
@ParameterizedClass
@EnumSource(Provider.class)
class MappedIdsTest {

    @Parameter
    Provider provider;

    private DocumentShapes shapes;
    private EntityIds ids;
    private Room red;
    private Room blue;

    /** Nothing captures here, so that no row has an id before it is read. */
    @BeforeEach
    void fill() throws Exception {
        provider.empty();
        shapes = provider.shapes();
        ids = shapes.ids();
        red = Room.of("red");
        blue = Room.of("blue");
        provider.store(red, blue);
        Booking first = booking(1, red);
        first.others.addAll(List.of(red, blue));
        provider.store(first, booking(2, blue), booking(3, null));
    }

    private static Booking booking(long id, Room room) {
        Booking booking = new Booking();
        booking.id = id;
        booking.room = room;
        return booking;
    }

    @Test
    void rows_getTheirIdsWhenTheyAreRead_andKeepThem() throws Exception {
        Map<String, String> rooms = find(LiveQuery.of(Room.class));
        assertThat(rooms.keySet()).hasSize(2).allMatch(id -> id.matches("[2-9A-Za-z]{17}"));
        assertThat(rooms.values()).containsExactlyInAnyOrder("{\"name\":\"red\"}", "{\"name\":\"blue\"}");
        assertThat(find(LiveQuery.of(Room.class))).isEqualTo(rooms);
        assertThat(rooms).containsEntry(ids.documentIdOf(red), "{\"name\":\"red\"}");
    }

    @Test
    void newRows_getTheIdsOfTheirCall_inTheOrderOfTheirKeys() throws Exception {
        Iterator<String> drawn = List.of("first", "second").iterator();
        ids.drawFrom(entity -> drawn.next());
        List<Integer> keys = Stream.of(red.id, blue.id).sorted().toList();
        provider.call(entityManager -> {
            List<List<Object>> columns = List.of(List.of(keys.get(1)), List.of(keys.get(0)));
            ids.complete(new EntityManagerRows(entityManager), ids.entities().of(Room.class), columns);
            return null;
        });
        assertThat(ids.keyOf(ids.entities().of(Room.class), "first")).isEqualTo(keys.get(0));
        assertThat(ids.keyOf(ids.entities().of(Room.class), "second")).isEqualTo(keys.get(1));
    }

    @Test
    void textKeys_areMappedToo() throws Exception {
        Street street = new Street();
        street.name = "Main";
        provider.store(street);
        String id = ids.documentIdOf(street);
        assertThat(id).hasSize(17);
        assertThat(find(LiveQuery.of(Street.class))).isEqualTo(Map.of(id, "{\"length\":0}"));
        assertThat(ids.keyOf(ids.entities().of(Street.class), id)).isEqualTo("Main");
    }

    @Test
    void references_areTheSameIds() throws Exception {
        String redId = ids.documentIdOf(red);
        String blueId = ids.documentIdOf(blue);
        List<String> both = List.of(redId, blueId).stream().sorted().toList();
        assertThat(find(LiveQuery.of(Booking.class)))
                .containsEntry(
                        "1",
                        "{\"room_id\":\"" + redId + "\",\"others_ids\":[\"" + both.get(0) + "\",\"" + both.get(1)
                                + "\"]}")
                .containsEntry("2", "{\"room_id\":\"" + blueId + "\",\"others_ids\":[]}")
                .containsEntry("3", "{\"room_id\":null,\"others_ids\":[]}");
    }

    @Test
    void conditions_compareTheIds() throws Exception {
        String redId = ids.documentIdOf(red);
        String blueId = ids.documentIdOf(blue);
        assertThat(find(LiveQuery.of(Room.class, "this = ?1", redId))).containsOnlyKeys(redId);
        assertThat(find(LiveQuery.of(Booking.class, "room = ?1", redId))).containsOnlyKeys("1");
        assertThat(find(LiveQuery.of(Booking.class, "?1 <> room", redId))).containsOnlyKeys("2");
        assertThat(find(LiveQuery.of(Booking.class, "room = ?1", blue))).containsOnlyKeys("2");
        assertThat(find(LiveQuery.of(Booking.class, "room in ?1", Arrays.asList(redId, blueId))))
                .containsOnlyKeys("1", "2");
        assertThat(find(LiveQuery.of(Booking.class, "room in (?1, ?2)", redId, "x")))
                .containsOnlyKeys("1");
        assertThat(find(LiveQuery.of(Booking.class, "room not in ?1", Arrays.asList(redId))))
                .containsOnlyKeys("2");
        assertThat(find(LiveQuery.of(Booking.class, "?1 member of others", blueId)))
                .containsOnlyKeys("1");
        assertThat(find(LiveQuery.of(Booking.class, "room = ?1 and room.name = 'red' or room is null", redId)))
                .containsOnlyKeys("1", "3");
    }

    @Test
    void application_translatesBothWays() {
        String redId = ids.documentIdOf(red);
        assertThat(ids.keyOf(ids.entities().of(Room.class), redId)).isEqualTo(red.id);
        assertThat(ids.documentIdOf(new Room())).isNull();
        assertThatThrownBy(() -> ids.keyOf(ids.entities().of(Room.class), "nobody"))
                .hasMessage("No Room has the document id \"nobody\"");
        assertThatThrownBy(() -> ids.keyOf(ids.entities().of(Street.class), redId))
                .hasMessage("No Street has the document id \"" + redId + "\"");
    }

    @Test
    void keyThatTheTableCannotHave_isRefused() {
        for (Class<?> entity : List.of(Line.class)) {
            assertThatThrownBy(() -> shapes.identify(DocumentMapping.of(entity).id(DdpCollection.MAPPED)))
                    .hasMessage("The documents of Line cannot be known by a mapping, since its key is neither one whole"
                            + " number nor one string: let them be known by the key, or by an attribute");
        }
        assertThatThrownBy(
                        () -> shapes.identify(DocumentMapping.of(Parcel.class).id(DdpCollection.MAPPED)))
                .hasMessage("The documents of Parcel are known by \"label.number\" already, and cannot be known by"
                        + " \"(mapped)\" too: all collections of an entity name the same attribute, or none");
    }

    private Map<String, String> find(LiveQuery query) throws Exception {
        EntityQueries queries = new EntityQueries(
                provider.unit(), shapes, new Binder(EjsonJsonb.create()), new WantedPlaces(), Alterations.UNKNOWN);
        QueryResult result = new UnitDatabase(ids, 100, 100_000)
                .read(List.of(queries.bind(query, List.of(), null).orElseThrow()))
                .get(0);
        Map<String, String> found = new TreeMap<>();
        ((QueryResult.Found) result)
                .documents()
                .forEach((id, document) -> found.put(id, document.fields().text()));
        return found;
    }
}
