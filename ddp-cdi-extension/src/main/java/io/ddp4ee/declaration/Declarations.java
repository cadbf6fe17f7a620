package io.ddp4ee.declaration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.enterprise.inject.Specializes;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;

import io.ddp4ee.problem.Problems;

/** All that the application declares. Filled while CDI processes the deployment, read afterwards. */
public final class Declarations {

    private final List<PublicationDeclaration> publications = new ArrayList<>();
    private final List<MethodDeclaration> methods = new ArrayList<>();
    private final List<CollectionDeclaration> mappings = new ArrayList<>();
    private final List<CollectionDeclaration> rules = new ArrayList<>();
    private final List<StrategyDeclaration> strategies = new ArrayList<>();
    private final List<EjsonTypeDeclaration> ejsonTypes = new ArrayList<>();
    private final List<VisibilityDeclaration> visibilities = new ArrayList<>();
    private final Set<Bean<?>> contributions = new LinkedHashSet<>();
    private final Map<Class<?>, Bean<?>> beans = new LinkedHashMap<>();
    private final Set<Class<?>> sessionBeans = new LinkedHashSet<>();
    private final Set<UnitReference> unitReferences = new LinkedHashSet<>();

    // CDI may process types on several threads.

    synchronized void add(PublicationDeclaration publication) {
        publications.add(publication);
    }

    synchronized void add(MethodDeclaration method) {
        methods.add(method);
    }

    synchronized void addMapping(CollectionDeclaration mapping) {
        mappings.add(mapping);
    }

    synchronized void addRules(CollectionDeclaration ofCollection) {
        rules.add(ofCollection);
    }

    synchronized void add(StrategyDeclaration strategy) {
        strategies.add(strategy);
    }

    synchronized void add(EjsonTypeDeclaration type) {
        ejsonTypes.add(type);
    }

    synchronized void add(VisibilityDeclaration visibility) {
        visibilities.add(visibility);
    }

    /** Any bean; kept if it is one that counts by its type alone. */
    public synchronized void addContribution(Bean<?> bean) {
        if (Contributions.isOne(bean)) {
            contributions.add(bean);
        }
    }

    public synchronized void add(Bean<?> bean, boolean ofSession) {
        beans.put(bean.getBeanClass(), bean);
        if (ofSession) {
            sessionBeans.add(bean.getBeanClass());
        }
    }

    synchronized void add(UnitReference reference) {
        unitReferences.add(reference);
    }

    public synchronized List<PublicationDeclaration> publications() {
        return List.copyOf(publications);
    }

    public synchronized List<MethodDeclaration> methods() {
        return List.copyOf(methods);
    }

    public synchronized List<CollectionDeclaration> mappings() {
        return List.copyOf(mappings);
    }

    public synchronized List<CollectionDeclaration> rules() {
        return List.copyOf(rules);
    }

    public synchronized List<StrategyDeclaration> strategies() {
        return List.copyOf(strategies);
    }

    public synchronized List<EjsonTypeDeclaration> ejsonTypes() {
        return List.copyOf(ejsonTypes);
    }

    public synchronized List<VisibilityDeclaration> visibilities() {
        return List.copyOf(visibilities);
    }

    /** The rate limits, exception mappers and whoever knows roles. */
    public synchronized List<Bean<?>> contributions() {
        return List.copyOf(contributions);
    }

    public synchronized boolean isSessionBean(Class<?> type) {
        return sessionBeans.contains(type);
    }

    /** All beans that are classes of the application, whether they declare anything or not. */
    public synchronized Map<Class<?>, Bean<?>> beans() {
        return new LinkedHashMap<>(beans);
    }

    public synchronized Set<UnitReference> unitReferences() {
        return new LinkedHashSet<>(unitReferences);
    }

    /** Names that are taken twice. What a subclass specializes is gone; of alternatives the selected one stays, as if it were injected. */
    public synchronized void check(BeanManager beanManager, Problems problems) {
        Set<Class<?>> specialized = new LinkedHashSet<>();
        beans.keySet().stream()
                .filter(type -> type.isAnnotationPresent(Specializes.class))
                .forEach(type -> specialized.add(type.getSuperclass()));
        publications.removeIf(one -> specialized.contains(one.bean().getBeanClass()));
        methods.removeIf(one -> specialized.contains(one.bean().getBeanClass()));
        mappings.removeIf(one -> specialized.contains(one.bean().getBeanClass()));
        rules.removeIf(one -> specialized.contains(one.bean().getBeanClass()));
        strategies.removeIf(one -> specialized.contains(one.bean().getBeanClass()));
        ejsonTypes.removeIf(one -> specialized.contains(one.bean().getBeanClass()));
        visibilities.removeIf(one -> specialized.contains(one.bean().getBeanClass()));
        contributions.removeIf(one -> specialized.contains(one.getBeanClass()));
        Names names = new Names(beanManager, problems);
        names.settle(
                publications,
                PublicationDeclaration::name,
                PublicationDeclaration::bean,
                (name, places) -> "Publication \"" + name + "\" is declared by " + places + ": rename one.",
                PublicationDeclaration::place);
        names.settle(
                methods,
                MethodDeclaration::name,
                MethodDeclaration::bean,
                (name, places) -> "Method \"" + name + "\" is declared by " + places
                        + ": rename one, with @DdpMethod(\"...\"); clients know no overloads.",
                MethodDeclaration::place);
        names.settle(
                strategies,
                StrategyDeclaration::collection,
                StrategyDeclaration::bean,
                (name, places) -> "Collection \"" + name + "\" has a strategy from " + places + ": remove one.",
                StrategyDeclaration::place);
        names.settle(
                ejsonTypes,
                type -> type.values().getName(),
                EjsonTypeDeclaration::bean,
                (values, places) -> "Values of " + values + " have an EJSON type from " + places + ": remove one.",
                EjsonTypeDeclaration::place);
    }

    /** The roles that publications and methods ask for. */
    public Set<String> roles() {
        Set<String> roles = new LinkedHashSet<>();
        publications().forEach(publication -> roles.addAll(publication.access().roles()));
        methods().forEach(method -> roles.addAll(method.access().roles()));
        return roles;
    }
}
