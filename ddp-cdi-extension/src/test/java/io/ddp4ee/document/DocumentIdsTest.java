package io.ddp4ee.document;

import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import io.ddp4ee.LiveQuery;
import io.ddp4ee.binding.Binder;
import io.ddp4ee.binding.EjsonJsonb;
import io.ddp4ee.fixture.Identified.Mail;
import io.ddp4ee.fixture.Identified.Parcel;
import io.ddp4ee.fixture.Identified.Person;
import io.ddp4ee.fixture.Identified.Pledge;
import io.ddp4ee.fixture.Provider;
import io.ddp4ee.persistence.EntityIds;
import io.ddp4ee.persistence.EntityManagerRows;
import io.ddp4ee.query.QueryResult;
import io.ddp4ee.query.jpa.EntityQueries;
import io.ddp4ee.query.jpa.UnitDatabase;
import io.ddp4ee.wanted.WantedPlaces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** What documents are known by is one thing wherever it is said: in documents, references, conditions and by the application. */
@ParameterizedClass
@EnumSource(Provider.class)
class DocumentIdsTest {

    private static final UUID NUMBER = UUID.fromString("3f2504e0-4f89-11d3-9a0c-0305e82c3301");

    @Parameter
    Provider provider;

    private DocumentShapes shapes;
    private Person ann;
    private Person ben;

    /** One mail by Ann to Ben and her, one by Ben to nobody, one by nobody. */
    @BeforeEach
    void fill() throws Exception {
        provider.empty();
        shapes = provider.shapes();
        ann = Person.of("ann17", "Ann");
        ben = Person.of("ben17", "Ben");
        Parcel parcel = Parcel.of(8, NUMBER);
        provider.store(ann, ben, parcel);
        Mail first = mail(1, ann);
        first.readers.addAll(List.of(ben, ann));
        first.parcel = parcel;
        Pledge pledge = new Pledge();
        pledge.by = ben;
        pledge.amount = 5;
        first.pledges.add(pledge);
        provider.store(first, mail(2, ben), mail(3, null));
    }

    private static Mail mail(long id, Person sender) {
        Mail mail = new Mail();
        mail.id = id;
        mail.sender = sender;
        return mail;
    }

    @Test
    void document_hasTheAttributeAsItsId_andNeitherItNorTheKeyAsAField() throws Exception {
        assertThat(read(Person.class)).isEqualTo("ann17 {\"name\":\"Ann\"}\nben17 {\"name\":\"Ben\"}");
    }

    @Test
    void attributeInAnEmbeddable_isAnIdToo() throws Exception {
        assertThat(read(Parcel.class))
                .isEqualTo(NUMBER + " {\"label\":{\"number\":\"" + NUMBER + "\",\"colour\":null}}");
    }

    @Test
    void references_areTheSameIds() throws Exception {
        assertThat(read(Mail.class)).isEqualTo("""
                        1 {"sender_id":"ann17","parcel_id":"%s","readers_ids":["ben17","ann17"],"pledges":[{"by_id":"ben17","amount":5}]}
                        2 {"sender_id":"ben17","parcel_id":null,"readers_ids":[],"pledges":[]}
                        3 {"sender_id":null,"parcel_id":null,"readers_ids":[],"pledges":[]}""".formatted(NUMBER));
    }

    @Test
    void documentThatRefersToThem_dependsOnTheirRows() {
        assertThat(shapes.of(provider.unit().entities().of(Mail.class), "").touched())
                .containsExactlyInAnyOrder("Mail", "Person", "Parcel");
    }

    static List<Arguments> conditions() {
        return List.of(
                arguments(LiveQuery.of(Mail.class, "sender = ?1"), List.of("ann17"), "1"),
                arguments(LiveQuery.of(Mail.class, "sender <> ?1"), List.of("ann17"), "2"),
                arguments(LiveQuery.of(Mail.class, "?1 = sender"), List.of("ben17"), "2"),
                arguments(LiveQuery.of(Mail.class, "sender in ?1"), List.of(Arrays.asList("ann17", "x")), "1"),
                arguments(LiveQuery.of(Mail.class, "sender in (?1, ?2)"), List.of("ann17", "ben17"), "1 2"),
                arguments(LiveQuery.of(Mail.class, "?1 member of readers"), List.of("ann17"), "1"),
                arguments(LiveQuery.of(Mail.class, "parcel = ?1"), List.of(NUMBER.toString()), "1"),
                arguments(LiveQuery.of(Mail.class, "sender.name = 'Ann' or sender is null"), List.of(), "1 3"),
                arguments(LiveQuery.of(Person.class, "this = ?1"), List.of("ann17"), "ann17"),
                arguments(LiveQuery.of(Person.class, "this in ?1"), List.of(Arrays.asList("ben17")), "ben17"),
                arguments(LiveQuery.of(Person.class, "aid = ?1"), List.of("ann17"), "ann17"),
                arguments(
                        LiveQuery.of(
                                Person.class, "exists (select m from Mail m where m.sender = this and m.sender = ?1)"),
                        List.of("ann17"),
                        "ann17"));
    }

    @ParameterizedTest
    @MethodSource("conditions")
    void condition_comparesReferencesByTheirIds(LiveQuery query, List<Object> parameters, String ids) throws Exception {
        assertThat(find(query, parameters)).isEqualTo(ids);
    }

    @Test
    void entityInACondition_standsForItsId_whereAReferenceIsCompared() throws Exception {
        assertThat(find(LiveQuery.of(Mail.class, "sender = ?1", ann), List.of()))
                .isEqualTo("1");
        assertThat(find(LiveQuery.of(Mail.class, "sender in ?1", List.of(ann, ben)), List.of()))
                .isEqualTo("1 2");
        assertThat(find(LiveQuery.of(Mail.class, "sender.id = ?1", ann), List.of()))
                .isEqualTo("1");
        Person unread = provider.call(em -> em.find(Mail.class, 1L).sender);
        assertThat(find(LiveQuery.of(Mail.class, "sender = ?1", unread), List.of()))
                .isEqualTo("1");
    }

    @Test
    void order_endsWithTheKey() throws Exception {
        LiveQuery last = LiveQuery.of(Person.class).orderBy("id desc").limit(1);
        assertThat(find(last, List.of())).isEqualTo("ben17");
    }

    @Test
    void application_translatesBothWays() throws Exception {
        EntityIds ids = shapes.ids();
        assertThat(ids.documentIdOf(ann)).isEqualTo("ann17");
        assertThat(ids.documentIdOf(Parcel.of(9, NUMBER))).isEqualTo(NUMBER.toString());
        assertThat(ids.documentIdOf(mail(4, null))).isEqualTo("4");
        assertThat(ids.documentIdOf(new Person())).isNull();
        Person unread = provider.call(em -> em.find(Mail.class, 1L).sender);
        assertThat(ids.documentIdOf(unread)).isEqualTo("ann17");
        assertThat(ids.keyOf(ids.entities().of(Person.class), "ben17")).isEqualTo(ben.id);
        assertThat(ids.keyOf(ids.entities().of(Parcel.class), NUMBER.toString()))
                .isEqualTo(8L);
        assertThat(ids.keyOf(ids.entities().of(Mail.class), "7")).isEqualTo(7L);
    }

    @Test
    void idOfNoRow_isRefused() {
        EntityIds ids = shapes.ids();
        assertThatThrownBy(() -> ids.keyOf(ids.entities().of(Person.class), "nobody"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("No Person has the document id \"nobody\"");
        assertThatThrownBy(() -> ids.keyOf(ids.entities().of(Parcel.class), "7"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("\"7\" is no UUID of Parcel");
    }

    private String find(LiveQuery query, List<Object> parameters) throws Exception {
        EntityQueries queries =
                new EntityQueries(provider.unit(), shapes, new Binder(EjsonJsonb.create()), new WantedPlaces());
        QueryResult result = new UnitDatabase(provider.shapes().ids(), 100, 100_000)
                .read(List.of(queries.bind(query, parameters, null).orElseThrow()))
                .get(0);
        return ((QueryResult.Found) result)
                .documents().keySet().stream().sorted().collect(Collectors.joining(" "));
    }

    private String read(Class<?> entity) throws Exception {
        DocumentShape shape = shapes.of(provider.unit().entities().of(entity), "");
        return provider.call(entityManager -> new DocumentSelect(shape)
                        .read(
                                new EntityManagerRows(entityManager),
                                DocumentSelect.Selection.where("", List.of()),
                                1000,
                                Long.MAX_VALUE)
                        .stream()
                        .map(row -> row.document().id() + " "
                                + row.document().fields().text())
                        .sorted()
                        .collect(Collectors.joining("\n")));
    }
}
