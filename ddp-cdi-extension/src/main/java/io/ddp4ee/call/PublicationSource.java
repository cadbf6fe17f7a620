package io.ddp4ee.call;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;

import io.ddp4ee.DdpSession;
import io.ddp4ee.LiveDocuments;
import io.ddp4ee.LiveQuery;
import io.ddp4ee.PublicationHandler;
import io.ddp4ee.binding.Arguments;
import io.ddp4ee.container.RequestScope;
import io.ddp4ee.declaration.PublicationDeclaration;
import io.ddp4ee.publication.Production;
import io.ddp4ee.publication.PublicationDefinition;

/** Calls a producer for each subscription. */
final class PublicationSource implements PublicationDefinition.Source {

    private final PublicationDeclaration declaration;
    private final Arguments arguments;
    private final BeanManager beanManager;
    private final CurrentCall currentCall;
    private final RequestScope requestScope;
    private final PublicationCheck check;
    private final Visibilities visibilities;

    PublicationSource(
            PublicationDeclaration declaration,
            Arguments arguments,
            BeanManager beanManager,
            CurrentCall currentCall,
            RequestScope requestScope,
            PublicationCheck check,
            Visibilities visibilities) {
        this.declaration = declaration;
        this.arguments = arguments;
        this.beanManager = beanManager;
        this.currentCall = currentCall;
        this.requestScope = requestScope;
        this.check = check;
        this.visibilities = visibilities;
    }

    @Override
    public Production produce(DdpSession session, List<Object> parameters) throws Exception {
        // A field takes what its conditions leave open, which its queries know.
        List<Object> bound = declaration.isField() ? List.of() : arguments.bind(parameters);
        Production production = within(session, bound, () -> {
            check.check(bound);
            return restricted(create(declaration.bean()));
        });
        List<PublicationHandler> handlers = production.handlers().stream()
                .map(handler -> called(session, bound, handler))
                .toList();
        return new Production(
                production.queries(), production.documents(), handlers, () -> dispose(session, bound, production));
    }

    /** To what the user may see. */
    private Production restricted(Production production) {
        try {
            return new Production(
                    visibilities.restrict(production.queries()),
                    production.documents(),
                    production.handlers(),
                    production.dispose());
        } catch (RuntimeException | Error e) {
            production.dispose().run();
            throw e;
        }
    }

    /** A handler is called as its producer is. */
    private PublicationHandler called(DdpSession session, List<Object> bound, PublicationHandler handler) {
        return subscription -> within(session, bound, () -> {
            handler.publish(subscription);
            return null;
        });
    }

    private <T> T within(DdpSession session, List<Object> bound, Callable<T> work) throws Exception {
        return currentCall.within(session, bound, () -> requestScope.call(work));
    }

    /** A disposer is called like its producer. */
    private void dispose(DdpSession session, List<Object> bound, Production production) {
        try {
            within(session, bound, Executors.callable(production.dispose()));
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(declaration.place() + " cannot be disposed of", e);
        }
    }

    private <T> Production create(Bean<T> bean) {
        CreationalContext<T> context = beanManager.createCreationalContext(bean);
        T product;
        try {
            product = bean.create(context);
        } catch (RuntimeException | Error e) {
            // What was made for its parameters.
            context.release();
            throw e;
        }
        return production(product, () -> end(bean, product, context));
    }

    /** Weld ends dependent objects with the product only where the producer's bean is dependent, too. */
    private static <T> void end(Bean<T> bean, T product, CreationalContext<T> context) {
        CreationalContext<T> once = new ReleasedOnce<>(context);
        try {
            if (product != null) {
                bean.destroy(product, once);
            }
        } finally {
            once.release();
        }
    }

    private Production production(Object product, Runnable dispose) {
        List<LiveQuery> queries = new ArrayList<>();
        List<LiveDocuments> documents = new ArrayList<>();
        List<PublicationHandler> handlers = new ArrayList<>();
        for (Object one : product instanceof List<?> list ? list : listOf(product)) {
            if (one instanceof LiveQuery query) {
                queries.add(query);
            } else if (one instanceof LiveDocuments live) {
                documents.add(live);
            } else if (one instanceof PublicationHandler handler) {
                handlers.add(handler);
            } else {
                dispose.run();
                throw new IllegalStateException(declaration.place() + " gave "
                        + (one == null
                                ? "null: return List.of() for nothing"
                                : "a " + one.getClass().getName() + ": let it be LiveQuery, LiveDocuments or"
                                        + " PublicationHandler"));
            }
        }
        return new Production(queries, documents, handlers, dispose);
    }

    private static List<Object> listOf(Object product) {
        List<Object> list = new ArrayList<>();
        list.add(product);
        return list;
    }

    /** What a field holds, for checking; nothing is created for a subscription. */
    List<LiveQuery> queriesOfField() {
        Production production = create(declaration.bean());
        production.dispose().run();
        return production.queries();
    }
}
