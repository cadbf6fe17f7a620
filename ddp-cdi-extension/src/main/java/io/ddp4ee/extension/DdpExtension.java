package io.ddp4ee.extension;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.AnnotatedMethod;
import jakarta.enterprise.inject.spi.AnnotatedParameter;
import jakarta.enterprise.inject.spi.AnnotatedType;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.BeforeBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.enterprise.inject.spi.ProcessBean;
import jakarta.enterprise.inject.spi.ProcessInjectionPoint;
import jakarta.enterprise.inject.spi.ProcessInjectionTarget;
import jakarta.enterprise.inject.spi.ProcessManagedBean;
import jakarta.enterprise.inject.spi.ProcessProducerField;
import jakarta.enterprise.inject.spi.ProcessProducerMethod;
import jakarta.enterprise.inject.spi.ProcessSessionBean;
import jakarta.enterprise.util.AnnotationLiteral;

import io.ddp4ee.DdpSession;
import io.ddp4ee.Param;
import io.ddp4ee.Publication;
import io.ddp4ee.call.CurrentCall;
import io.ddp4ee.capture.CallbackTarget;
import io.ddp4ee.declaration.DdpMethods;
import io.ddp4ee.declaration.DdpProducers;
import io.ddp4ee.declaration.Declarations;
import io.ddp4ee.declaration.EjsonTypeFinder;
import io.ddp4ee.declaration.UnitReferences;
import io.ddp4ee.problem.Place;
import io.ddp4ee.problem.Problems;

/** Finds what the application declares, and makes known what it may inject. */
public class DdpExtension implements Extension {

    private static final class ParamLiteral extends AnnotationLiteral<Param> implements Param {
        private static final long serialVersionUID = 1L;
    }

    private final Declarations declarations = new Declarations();
    private final Problems problems = new Problems();
    private final DdpProducers producers = new DdpProducers(declarations, problems);
    private final EjsonTypeFinder ejsonTypes = new EjsonTypeFinder(declarations, problems);
    private final CurrentCall currentCall = new CurrentCall();

    Declarations declarations() {
        return declarations;
    }

    CurrentCall currentCall() {
        return currentCall;
    }

    void addOwnBeans(@Observes BeforeBeanDiscovery event) {
        event.addAnnotatedType(DdpServer.class, DdpServer.class.getName());
        event.addAnnotatedType(UnitChanges.class, UnitChanges.class.getName());
        event.addAnnotatedType(ClusterSessions.class, ClusterSessions.class.getName());
        event.addAnnotatedType(UnitDocumentIds.class, UnitDocumentIds.class.getName());
        event.addAnnotatedType(CallRandom.class, CallRandom.class.getName());
        event.addAnnotatedType(CallbackTarget.class, CallbackTarget.class.getName())
                .add(ApplicationScoped.Literal.INSTANCE);
    }

    void findUnits(@Observes ProcessInjectionTarget<?> event) {
        UnitReferences.find(event.getAnnotatedType(), declarations);
    }

    void findClasses(@Observes ProcessManagedBean<?> event, BeanManager beanManager) {
        AnnotatedType<?> type = event.getAnnotatedBeanClass();
        declarations.add(event.getBean(), event instanceof ProcessSessionBean<?>);
        new DdpMethods(beanManager, declarations, problems).find(event.getBean(), type);
        ejsonTypes.find(event.getBean(), null);
        type.getMethods().forEach(producers::check);
        type.getFields().forEach(producers::check);
    }

    void findContributions(@Observes ProcessBean<?> event) {
        declarations.addContribution(event.getBean());
    }

    void findProducerMethods(@Observes ProcessProducerMethod<?, ?> event) {
        AnnotatedMethod<?> method = event.getAnnotatedProducerMethod();
        producers.add(event.getBean(), method, method.getJavaMember(), method.getDeclaringType());
        ejsonTypes.find(event.getBean(), method.getJavaMember());
    }

    void findProducerFields(@Observes ProcessProducerField<?, ?> event) {
        var field = event.getAnnotatedProducerField();
        producers.add(event.getBean(), field, field.getJavaMember(), field.getDeclaringType());
        ejsonTypes.find(event.getBean(), field.getJavaMember());
    }

    /** One bean serves parameters of every type, primitive ones too: the injection point is made to ask for an Object. */
    void typeParameters(@Observes ProcessInjectionPoint<?, ?> event) {
        InjectionPoint point = event.getInjectionPoint();
        if (!point.getAnnotated().isAnnotationPresent(Param.class)) {
            return;
        }
        boolean ofPublication = point.getAnnotated() instanceof AnnotatedParameter<?> parameter
                && parameter.getDeclaringCallable().isAnnotationPresent(Produces.class)
                && parameter.getDeclaringCallable().isAnnotationPresent(Publication.class);
        if (!ofPublication) {
            problems.add(Place.misplacedParam(point.getMember()));
        }
        event.configureInjectionPoint().type(Object.class);
    }

    void addSyntheticBeans(@Observes AfterBeanDiscovery event) {
        event.<Object>addBean()
                .types(Object.class)
                .qualifiers(new ParamLiteral())
                .scope(Dependent.class)
                .produceWith(instance -> {
                    InjectionPoint point = instance.select(InjectionPoint.class).get();
                    return currentCall.parameter(positionOf((AnnotatedParameter<?>) point.getAnnotated()));
                });
        event.<DdpSession>addBean()
                .types(DdpSession.class, Object.class)
                .scope(RequestScoped.class)
                .produceWith(instance -> currentCall.session());
    }

    private static int positionOf(AnnotatedParameter<?> parameter) {
        return (int) parameter.getDeclaringCallable().getParameters().stream()
                .filter(other -> other.getPosition() < parameter.getPosition())
                .filter(other -> other.isAnnotationPresent(Param.class))
                .count();
    }

    void report(@Observes AfterDeploymentValidation event, BeanManager beanManager) {
        declarations.check(beanManager, problems);
        problems.refusal().ifPresent(event::addDeploymentProblem);
    }
}
