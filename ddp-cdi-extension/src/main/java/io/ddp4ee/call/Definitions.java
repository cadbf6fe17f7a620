package io.ddp4ee.call;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;

import io.ddp4ee.LiveQuery;
import io.ddp4ee.binding.Arguments;
import io.ddp4ee.binding.Binder;
import io.ddp4ee.binding.KeyReader;
import io.ddp4ee.container.RequestScope;
import io.ddp4ee.declaration.Declarations;
import io.ddp4ee.declaration.MethodDeclaration;
import io.ddp4ee.declaration.PublicationDeclaration;
import io.ddp4ee.method.MethodDefinition;
import io.ddp4ee.method.Methods;
import io.ddp4ee.problem.Problems;
import io.ddp4ee.publication.PublicationDefinition;
import io.ddp4ee.publication.Publications;
import io.ddp4ee.query.jpa.UnitQueryResolver;
import io.ddp4ee.validation.ParameterCheck;
import io.ddp4ee.validation.ParameterChecks;

/** Makes what the engine runs from what the application declares. */
public final class Definitions {

    private final BeanManager beanManager;
    private final Declarations declarations;
    private final CurrentCall currentCall;
    private final Binder binder;
    private final KeyReader keys;
    private final ParameterChecks checks;
    private final RequestScope requestScope;

    public Definitions(
            BeanManager beanManager,
            Declarations declarations,
            CurrentCall currentCall,
            Binder binder,
            KeyReader keys) {
        this.beanManager = beanManager;
        this.declarations = declarations;
        this.currentCall = currentCall;
        this.binder = binder;
        this.keys = keys;
        this.checks = ParameterChecks.in(beanManager);
        Instance<RequestContextController> controllers =
                beanManager.createInstance().select(RequestContextController.class);
        this.requestScope = new RequestScope(controllers);
    }

    /**
     * @param more that the application does not produce
     * @param problems receives the names that are taken twice
     */
    public Publications publications(UnitQueryResolver resolver, List<PublicationDefinition> more, Problems problems) {
        Visibilities visibilities = new Visibilities(declarations.visibilities(), beanManager, resolver, problems);
        Map<String, PublicationDefinition> definitions = new LinkedHashMap<>();
        for (PublicationDeclaration declaration : declarations.publications()) {
            PublicationSource source = source(declaration, visibilities);
            PublicationDefinition.Source checked = source;
            if (declaration.isField()) {
                int[] needed = new int[1];
                problems.collect(declaration.place(), () -> {
                    for (LiveQuery query : source.queriesOfField()) {
                        visibilities.check(query);
                        needed[0] = Math.max(needed[0], resolver.check(query));
                    }
                });
                checked = new CountedSource(source, needed[0]);
            }
            definitions.put(
                    declaration.name(),
                    new PublicationDefinition(
                            declaration.name(),
                            declaration.publication().universal(),
                            declaration.publication().unblock(),
                            declaration.place(),
                            declaration.access(),
                            checked));
        }
        for (PublicationDefinition definition : more) {
            PublicationDefinition other = definitions.putIfAbsent(definition.name(), definition);
            if (other != null) {
                problems.add("Publication \"" + other.name() + "\" is declared by " + other.place()
                        + ", and is the server's own where " + definition.place() + " is set: rename it.");
            }
        }
        return new Publications(definitions);
    }

    private PublicationSource source(PublicationDeclaration declaration, Visibilities visibilities) {
        Bean<?> declaring = declarations.beans().get(declaration.bean().getBeanClass());
        return new PublicationSource(
                declaration,
                new Arguments(declaration.parameters(), binder, keys),
                beanManager,
                currentCall,
                requestScope,
                new PublicationCheck(declaration, declaring, beanManager, checks(declaration.bean())),
                visibilities);
    }

    /**
     * @param more that are no Java methods
     * @param problems receives the names that are taken twice
     */
    public Methods methods(EntityResults results, List<MethodDefinition> more, Problems problems) {
        Map<String, MethodDefinition> definitions = new LinkedHashMap<>();
        for (MethodDeclaration declaration : declarations.methods()) {
            MethodTarget target = new MethodTarget(
                    declaration,
                    new Arguments(declaration.parameters(), declaration.types(), binder, keys),
                    beanManager,
                    currentCall,
                    requestScope,
                    results,
                    checks(declaration.bean()));
            definitions.put(
                    declaration.name(),
                    new MethodDefinition(
                            declaration.name(),
                            declaration.annotation().unblock(),
                            declaration.place(),
                            declaration.access(),
                            target));
        }
        for (MethodDefinition definition : more) {
            MethodDefinition other = definitions.putIfAbsent(definition.name(), withinScope(definition));
            if (other != null) {
                problems.add("Method \"" + other.name() + "\" is declared by " + other.place()
                        + ", and is one of those that" + " " + definition.place() + " opens: rename it.");
            }
        }
        return new Methods(definitions);
    }

    /** Rules, listeners and validators of the application run in it too. */
    private MethodDefinition withinScope(MethodDefinition definition) {
        return new MethodDefinition(
                definition.name(),
                definition.unblock(),
                definition.place(),
                definition.access(),
                (session, parameters) -> currentCall.within(
                        session,
                        List.of(),
                        () -> requestScope.call(() -> definition.target().call(session, parameters))));
    }

    /** Session beans are validated by their container, behind views that hide where the constraints are. */
    private ParameterChecks checks(Bean<?> bean) {
        return declarations.isSessionBean(bean.getBeanClass()) ? (type, method) -> ParameterCheck.NONE : checks;
    }
}
