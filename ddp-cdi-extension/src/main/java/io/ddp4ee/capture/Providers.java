package io.ddp4ee.capture;

import java.util.Optional;

import io.ddp4ee.persistence.Unit;

/** Finds the hooks for the provider of a unit. */
public final class Providers {

    /** A provider that we know: by the beginning of its classes' names, and our package for it. */
    private enum Known {
        ECLIPSELINK("org.eclipse.persistence.", "io.ddp4ee.capture.eclipselink.", "EclipseLinkHooks"),
        HIBERNATE("org.hibernate.", "io.ddp4ee.capture.hibernate.", "HibernateHooks");

        private final String prefix;
        private final String bridged;
        private final String hooks;

        Known(String prefix, String bridged, String hooks) {
            this.prefix = prefix;
            this.bridged = bridged;
            this.hooks = hooks;
        }
    }

    private Providers() {}

    /** Empty if the unit's provider is none that we know. */
    public static Optional<ProviderHooks> of(Unit unit) {
        Class<?> metamodel = unit.factory().getMetamodel().getClass();
        for (Known provider : Known.values()) {
            if (metamodel.getName().startsWith(provider.prefix)) {
                return Optional.of(load(provider, metamodel));
            }
        }
        return Optional.empty();
    }

    private static ProviderHooks load(Known provider, Class<?> providerClass) {
        ClassLoader application = Providers.class.getClassLoader();
        ClassLoader loader = isVisible(providerClass, application)
                ? application
                : new BridgeLoader(application, provider.bridged, provider.prefix, providerClass.getClassLoader());
        try {
            return (ProviderHooks) loader.loadClass(provider.bridged + provider.hooks)
                    .getConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Cannot attach to the persistence provider " + provider, e);
        }
    }

    private static boolean isVisible(Class<?> type, ClassLoader loader) {
        try {
            return Class.forName(type.getName(), false, loader) == type;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
