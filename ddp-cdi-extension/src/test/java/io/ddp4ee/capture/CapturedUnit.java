package io.ddp4ee.capture;

import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.metamodel.EntityType;

import io.ddp4ee.DdpCollection;
import io.ddp4ee.DocumentMapping;
import io.ddp4ee.binding.EjsonJsonb;
import io.ddp4ee.bus.Change;
import io.ddp4ee.bus.Channels;
import io.ddp4ee.document.DocumentShapes;
import io.ddp4ee.persistence.PersistenceXml.Declaration;
import io.ddp4ee.persistence.Unit;
import io.ddp4ee.wanted.WantedPlaces;

/** A resource-local unit over a database of its own, and what is published of its transactions. */
public final class CapturedUnit implements AutoCloseable {

    static final int MOST_ROWS = 5;

    private final Unit unit;
    private final DocumentShapes shapes;
    private final RecordingBus bus = new RecordingBus();
    private final RecordedEnds ends = new RecordedEnds();
    private final WantedPlaces wanted = new WantedPlaces();

    /** Not yet captured. */
    public CapturedUnit(Provider provider, Map<String, String> properties, Class<?>... entities) {
        EntityManagerFactory factory = provider.factory(List.of(entities), properties);
        unit = new Unit(new Declaration("capture", null, null, List.of(), true), factory, null);
        shapes = new DocumentShapes(unit, EjsonJsonb.create(), type -> null);
        forEachAnnotated(shapes::identify);
        forEachAnnotated(shapes::add);
    }

    private void forEachAnnotated(BiConsumer<EntityType<?>, DdpCollection> action) {
        unit.entities().all().forEach(entity -> {
            DdpCollection annotation = entity.getJavaType().getDeclaredAnnotation(DdpCollection.class);
            if (annotation != null) {
                action.accept(entity, annotation);
            }
        });
    }

    static CapturedUnit of(Provider provider, Class<?>... entities) {
        CapturedUnit captured = new CapturedUnit(provider, Map.of(), entities);
        captured.attach();
        return captured;
    }

    public CapturedUnit with(DocumentMapping<?> mapping, String collection) {
        shapes.add(mapping, collection);
        return this;
    }

    /** Captures from now on. */
    void attach() {
        hooks().attach(unit, new LocalTransactionCapture(capture()));
    }

    public ProviderHooks hooks() {
        return Providers.of(unit).orElseThrow();
    }

    Capture capture() {
        return new Capture(
                unit,
                shapes,
                new Channels("capture", Map.of()),
                bus,
                "test",
                MOST_ROWS,
                Cascades.read(unit, hooks().tables(unit)),
                wanted,
                ends);
    }

    public Unit unit() {
        return unit;
    }

    WantedPlaces wanted() {
        return wanted;
    }

    public DocumentShapes shapes() {
        return shapes;
    }

    RecordedEnds ends() {
        return ends;
    }

    RecordingBus bus() {
        return bus;
    }

    /** What a transaction publishes. */
    public List<Change> commit(Consumer<EntityManager> work) {
        try (EntityManager entityManager = unit.factory().createEntityManager()) {
            return commit(entityManager, work);
        }
    }

    List<Change> commit(EntityManager entityManager, Consumer<EntityManager> work) {
        bus.take();
        entityManager.getTransaction().begin();
        work.accept(entityManager);
        entityManager.getTransaction().commit();
        return bus.take();
    }

    public void sql(String statement) {
        commit(entityManager -> sql(entityManager, statement));
    }

    static int sql(EntityManager entityManager, String statement) {
        return entityManager.createNativeQuery(statement).executeUpdate();
    }

    @Override
    public void close() {
        unit.factory().close();
    }
}
