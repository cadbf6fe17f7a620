package io.ddp4ee.call;

import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import jakarta.annotation.Nullable;
import jakarta.persistence.metamodel.EntityType;

import io.ddp4ee.DocumentId;
import io.ddp4ee.binding.Arguments;
import io.ddp4ee.declaration.Declarations;
import io.ddp4ee.declaration.MethodDeclaration;
import io.ddp4ee.declaration.PublicationDeclaration;
import io.ddp4ee.document.DocumentSchemas;
import io.ddp4ee.document.DocumentShape;
import io.ddp4ee.document.DocumentShapes;
import io.ddp4ee.ejson.CustomTypes;
import io.ddp4ee.method.MethodDefinition;
import io.ddp4ee.publication.PublicationDefinition;
import io.ddp4ee.publication.Publications;
import io.ddp4ee.query.jpa.EntityQueries;
import io.ddp4ee.schema.Annotations;
import io.ddp4ee.schema.ApplicationSchema;
import io.ddp4ee.schema.ApplicationSchema.Signature;
import io.ddp4ee.schema.JavaTypes;
import io.ddp4ee.schema.Schema;

/** Describes to clients what the application declares. */
public final class ApplicationSchemas {

    private final Declarations declarations;
    private final List<DocumentShapes> units;
    private final JavaTypes parameters;
    private final JavaTypes results;

    public ApplicationSchemas(Declarations declarations, List<DocumentShapes> units, CustomTypes customs) {
        this.declarations = declarations;
        this.units = units;
        this.parameters = new JavaTypes(customs::nameOf, type -> null);
        // An entity that a method returns is sent as its document.
        this.results = new JavaTypes(customs::nameOf, this::collection);
    }

    /** @param more methods that are no Java methods */
    public ApplicationSchema describe(Publications publications, List<MethodDefinition> more) {
        Map<String, Signature> described = new LinkedHashMap<>();
        for (PublicationDeclaration declaration : declarations.publications()) {
            PublicationDefinition definition = publications.named(declaration.name());
            if (definition != null) {
                described.put(declaration.name(), publication(declaration, definition));
            }
        }
        Map<String, Signature> methods = new LinkedHashMap<>();
        more.forEach(method -> methods.put(method.name(), new Signature(null, Schema.ANY)));
        declarations.methods().forEach(method -> methods.put(method.name(), method(method)));
        return new ApplicationSchema(collections(), described, methods);
    }

    private Map<String, Schema> collections() {
        Map<String, Schema> collections = new LinkedHashMap<>();
        for (DocumentShapes unit : units) {
            DocumentSchemas schemas = new DocumentSchemas(unit, parameters);
            for (DocumentShape shape : unit.all()) {
                collections.put(shape.collection(), schemas.of(shape));
            }
        }
        // Which publications count is not known before they are subscribed to.
        collections.putIfAbsent(EntityQueries.COUNTS, DocumentSchemas.COUNT);
        return collections;
    }

    private Signature publication(PublicationDeclaration declaration, PublicationDefinition definition) {
        List<ApplicationSchema.Parameter> described = new ArrayList<>();
        if (definition.source() instanceof CountedSource counted) {
            for (int i = 1; i <= counted.parameters(); i++) {
                described.add(new ApplicationSchema.Parameter("param" + i, Schema.ANY));
            }
        }
        for (Parameter parameter : declaration.parameters()) {
            described.add(parameter(parameter, parameter.getParameterizedType()));
        }
        return new Signature(described, null);
    }

    private Signature method(MethodDeclaration declaration) {
        List<ApplicationSchema.Parameter> described = new ArrayList<>();
        List<Type> types = declaration.types();
        for (Parameter parameter : declaration.parameters()) {
            described.add(parameter(parameter, types.get(described.size())));
        }
        Type result = declaration.result();
        return new Signature(
                described,
                result == void.class ? null : results.of(result, Annotations.of(List.of(declaration.method()))));
    }

    private ApplicationSchema.Parameter parameter(Parameter parameter, Type type) {
        Annotations annotations = Annotations.of(List.of(parameter));
        Schema schema = parameters.of(type, annotations);
        DocumentId id = annotations.get(DocumentId.class);
        String collection = id == null ? null : collection(id.value());
        if (id != null) {
            Schema text = collection == null ? Schema.of(Schema.STRING) : Schema.id(collection);
            schema = schema.is("nullable") ? text.nullable() : text;
        }
        return new ApplicationSchema.Parameter(
                parameter.getName(), Arguments.mayBeAbsent(parameter) ? schema.optional() : schema);
    }

    @Nullable
    private String collection(Class<?> entity) {
        return units.stream()
                .map(shapes -> collection(shapes, entity))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static String collection(DocumentShapes shapes, Class<?> entity) {
        EntityType<?> type = shapes.unit().entities().of(entity);
        return type == null ? null : shapes.home(type);
    }
}
