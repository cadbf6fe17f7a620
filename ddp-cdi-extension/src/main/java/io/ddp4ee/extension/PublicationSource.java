package io.ddp4ee.extension;

import java.util.ArrayList;
import java.util.List;

import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;

import io.ddp4ee.DdpSession;
import io.ddp4ee.LiveQuery;
import io.ddp4ee.PublicationHandler;
import io.ddp4ee.binding.Arguments;
import io.ddp4ee.publication.Production;
import io.ddp4ee.publication.PublicationDefinition;

/** Calls a producer for each subscription. */
final class PublicationSource implements PublicationDefinition.Source {

    private final PublicationDeclaration declaration;
    private final Arguments arguments;
    private final BeanManager beanManager;
    private final CurrentCall currentCall;
    private final RequestScope requestScope;

    PublicationSource(
            PublicationDeclaration declaration,
            Arguments arguments,
            BeanManager beanManager,
            CurrentCall currentCall,
            RequestScope requestScope) {
        this.declaration = declaration;
        this.arguments = arguments;
        this.beanManager = beanManager;
        this.currentCall = currentCall;
        this.requestScope = requestScope;
    }

    @Override
    public Production produce(DdpSession session, List<Object> parameters) throws Exception {
        // A field takes what its conditions leave open, which its queries know.
        List<Object> bound = declaration.isField() ? List.of() : arguments.bind(parameters);
        return currentCall.within(session, bound, () -> requestScope.call(this::create));
    }

    private Production create() {
        return create(declaration.bean());
    }

    private <T> Production create(Bean<T> bean) {
        CreationalContext<T> context = beanManager.createCreationalContext(bean);
        T product = bean.create(context);
        return production(product, () -> bean.destroy(product, context));
    }

    private Production production(Object product, Runnable dispose) {
        List<LiveQuery> queries = new ArrayList<>();
        List<PublicationHandler> handlers = new ArrayList<>();
        for (Object one : product instanceof List<?> list ? list : listOf(product)) {
            if (one instanceof LiveQuery query) {
                queries.add(query);
            } else if (one instanceof PublicationHandler handler) {
                handlers.add(handler);
            } else {
                dispose.run();
                throw new IllegalStateException(declaration.place() + " gave null: return List.of() for nothing");
            }
        }
        return new Production(queries, handlers, dispose);
    }

    private static List<Object> listOf(Object product) {
        List<Object> list = new ArrayList<>();
        list.add(product);
        return list;
    }

    /** What a field holds, for checking; nothing is created for a subscription. */
    List<LiveQuery> queriesOfField() {
        Production production = create();
        production.dispose().run();
        return production.queries();
    }
}
