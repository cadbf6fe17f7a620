package io.ddp4ee.capture;

import java.io.IOException;
import java.io.InputStream;

/**
 * Defines our classes that speak to a persistence provider where both sides can be seen. A server may hide its provider's
 * classes from applications; without this the application would have to ask for them in the server's configuration.
 */
final class BridgeLoader extends ClassLoader {

    private final String bridged;
    private final String providerPackage;
    private final ClassLoader provider;

    /**
     * @param application sees us and the application
     * @param bridged the package whose classes are defined anew, here
     * @param providerPackage the classes to take from the provider's loader, by the beginning of their names
     */
    BridgeLoader(ClassLoader application, String bridged, String providerPackage, ClassLoader provider) {
        super(application);
        this.bridged = bridged;
        this.providerPackage = providerPackage;
        this.provider = provider;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (name.startsWith(providerPackage)) {
            return provider.loadClass(name);
        }
        if (!name.startsWith(bridged)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded != null ? loaded : define(name);
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        try (InputStream file = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (file == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] bytes = file.readAllBytes();
            return defineClass(name, bytes, 0, bytes.length, getClass().getProtectionDomain());
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }
}
