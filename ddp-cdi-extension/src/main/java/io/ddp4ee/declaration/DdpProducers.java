package io.ddp4ee.declaration;

import java.lang.annotation.Annotation;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.spi.Annotated;
import jakarta.enterprise.inject.spi.AnnotatedMember;
import jakarta.enterprise.inject.spi.AnnotatedType;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.inject.Inject;

import io.ddp4ee.CollectionRules;
import io.ddp4ee.DdpCollection;
import io.ddp4ee.DocumentMapping;
import io.ddp4ee.LiveDocuments;
import io.ddp4ee.LiveQuery;
import io.ddp4ee.Publication;
import io.ddp4ee.PublicationHandler;
import io.ddp4ee.PublicationStrategy;
import io.ddp4ee.Visibility;
import io.ddp4ee.problem.Place;
import io.ddp4ee.problem.Problems;
import io.ddp4ee.validation.ParameterChecks;

/** Finds what beans produce for us: publications, document mappings, rules and publication strategies. */
public final class DdpProducers {

    private final Declarations declarations;
    private final Problems problems;

    public DdpProducers(Declarations declarations, Problems problems) {
        this.declarations = declarations;
        this.problems = problems;
    }

    /** What is meant for a producer, and is none. */
    public void check(AnnotatedMember<?> member) {
        for (Class<? extends Annotation> meant : List.of(Publication.class, Visibility.class)) {
            if (member.isAnnotationPresent(meant)
                    && !member.isAnnotationPresent(Produces.class)
                    && !member.isAnnotationPresent(Inject.class)) {
                problems.add(Place.of(member.getJavaMember()) + " has @" + meant.getSimpleName()
                        + ", but not @Produces: add it.");
            }
        }
    }

    public void add(Bean<?> bean, Annotated annotated, Member member, AnnotatedType<?> type) {
        Publication publication = annotated.getAnnotation(Publication.class);
        if (publication != null) {
            checkPublication(bean, annotated.getBaseType(), member);
            if (member instanceof Method method && ParameterChecks.areMissed(method)) {
                String modifier = Modifier.isStatic(method.getModifiers()) ? "static" : "private";
                problems.add(Place.of(member) + " is " + modifier + ", where nothing checks the constraints of its"
                        + " parameters: remove " + modifier + ".");
            }
            declarations.add(
                    new PublicationDeclaration(bean, publication, member, AccessRules.of(annotated, type, type)));
        }
        Visibility visibility = annotated.getAnnotation(Visibility.class);
        if (visibility != null) {
            addVisibility(new VisibilityDeclaration(bean, visibility.value(), member), annotated.getBaseType());
        }
        DdpCollection collection = annotated.getAnnotation(DdpCollection.class);
        if (collection != null) {
            addCollection(bean, annotated.getBaseType(), member, collection);
        }
    }

    private void addVisibility(VisibilityDeclaration visibility, Type type) {
        String place = visibility.place() + " has @Visibility";
        if (type != LiveQuery.class) {
            problems.add(place + ", but produces no LiveQuery: let its type be LiveQuery.");
        } else if (!visibility.bean().getScope().equals(Dependent.class)) {
            problems.add(place + " in @" + visibility.bean().getScope().getSimpleName()
                    + ", where it would run once, for whoever subscribes first: remove the scope.");
        } else if (visibility.isField() != (visibility.entity() == void.class)) {
            problems.add(
                    place
                            + (visibility.isField()
                                    ? "(...), which is for methods: the query of a field says its entity."
                                    : ", of which nobody knows the entity before it runs: write @Visibility(TheEntity.class)."));
        } else {
            declarations.add(visibility);
        }
    }

    private void addCollection(Bean<?> bean, Type type, Member member, DdpCollection collection) {
        if (!collection.id().isEmpty()) {
            problems.add(Place.of(member) + " has @DdpCollection(id = ...), which is for annotated entities: let a"
                    + " DocumentMapping say it, with id(...).");
        }
        Type produced = type instanceof ParameterizedType generic ? generic.getRawType() : type;
        if (produced == DocumentMapping.class) {
            declarations.addMapping(new CollectionDeclaration(bean, collection, member));
        } else if (produced == CollectionRules.class) {
            declarations.addRules(new CollectionDeclaration(bean, collection, member));
        } else if (produced != PublicationStrategy.class) {
            problems.add(Place.of(member) + " has @DdpCollection, but produces neither a DocumentMapping<...> nor"
                    + " CollectionRules<...> nor a PublicationStrategy: let its type be one.");
        } else if (collection.value().isEmpty() || collection.strategy().length > 0) {
            problems.add(Place.of(member)
                    + " produces a PublicationStrategy: let its @DdpCollection have a name, and no strategy.");
        } else {
            declarations.add(new StrategyDeclaration(bean, collection.value(), member));
        }
    }

    private void checkPublication(Bean<?> bean, Type type, Member member) {
        if (!bean.getScope().equals(Dependent.class)) {
            problems.add(Place.of(member) + " is a @Publication in @"
                    + bean.getScope().getSimpleName()
                    + ", where it would run once, for whoever subscribes first: remove the scope.");
        }
        if (!isPublishable(type)
                && !(type instanceof ParameterizedType list
                        && list.getRawType() == List.class
                        && isPublishableIn(list.getActualTypeArguments()[0]))) {
            problems.add(Place.of(member) + " is a @Publication of type " + type.getTypeName()
                    + ": let it be LiveQuery, LiveDocuments, PublicationHandler, or a List of one of them;"
                    + " List<Object> for several kinds.");
        }
    }

    private static boolean isPublishable(Type type) {
        return type == LiveQuery.class || type == LiveDocuments.class || type == PublicationHandler.class;
    }

    /** Objects may be of several kinds; what they are is looked at when they are there. */
    private static boolean isPublishableIn(Type element) {
        return isPublishable(element) || element == Object.class;
    }
}
