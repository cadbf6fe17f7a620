package io.ddp4ee.accounts.store;

import java.lang.reflect.Member;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.Annotated;
import jakarta.enterprise.inject.spi.AnnotatedField;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessBean;
import jakarta.enterprise.inject.spi.ProcessInjectionTarget;
import jakarta.inject.Singleton;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceContextType;
import jakarta.persistence.PersistenceUnit;
import jakarta.security.enterprise.identitystore.IdentityStore;

import io.ddp4ee.UserRoles;

/**
 * Tells the roles of users where the application does not, and finds its identity stores and where it injects persistence
 * units, which are found there by name again. An injection point of our own would not do: an application may have no unit, or
 * two.
 */
public class AccountsExtension implements Extension {

    private static final Set<Class<?>> OURS = Set.of(IdentityStores.class, LoginTokens.class);

    private final Set<String> names = new LinkedHashSet<>();
    private final Set<Bean<?>> identityStores = new LinkedHashSet<>();

    /** Found as they pass by, since a lookup here finds nothing of an application's on Payara. */
    private final Map<Class<?>, Bean<?>> ours = new HashMap<>();

    private boolean rolesAreTold;

    /** Below {@code java:comp/env/}. */
    Set<String> names() {
        return names;
    }

    void findBeans(@Observes ProcessBean<?> event) {
        rolesAreTold |= event.getBean().getTypes().contains(UserRoles.class);
        if (event.getBean().getTypes().contains(IdentityStore.class)) {
            identityStores.add(event.getBean());
        }
        if (OURS.contains(event.getBean().getBeanClass())) {
            ours.put(event.getBean().getBeanClass(), event.getBean());
        }
    }

    /** As many as the application has: what is injected into a bean of ours are only those of its jar, on some servers. */
    Set<Bean<?>> identityStores() {
        return identityStores;
    }

    void addRoles(@Observes AfterBeanDiscovery event, BeanManager beanManager) {
        if (!rolesAreTold) {
            event.<UserRoles>addBean()
                    .types(UserRoles.class)
                    .scope(Singleton.class)
                    .createWith(context -> new StoreRoles(
                            reference(IdentityStores.class, beanManager), reference(LoginTokens.class, beanManager)));
        }
    }

    private <T> T reference(Class<T> type, BeanManager beanManager) {
        Bean<?> bean = ours.get(type);
        return type.cast(beanManager.getReference(bean, type, beanManager.createCreationalContext(bean)));
    }

    void findUnits(@Observes ProcessInjectionTarget<?> event) {
        find(event.getAnnotatedType(), null);
        for (AnnotatedField<?> field : event.getAnnotatedType().getFields()) {
            Member member = field.getJavaMember();
            find(field, member.getDeclaringClass().getName() + "/" + member.getName());
        }
    }

    private void find(Annotated annotated, String defaultName) {
        for (PersistenceContext context : annotated.getAnnotations(PersistenceContext.class)) {
            if (context.type() == PersistenceContextType.TRANSACTION) {
                add(context.name(), defaultName);
            }
        }
        for (PersistenceUnit unit : annotated.getAnnotations(PersistenceUnit.class)) {
            add(unit.name(), defaultName);
        }
    }

    private void add(String name, String defaultName) {
        if (!name.isEmpty() || defaultName != null) {
            names.add("java:comp/env/" + (name.isEmpty() ? defaultName : name));
        }
    }
}
