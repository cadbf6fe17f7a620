package io.ddp4ee.container;

import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.Unmanaged;

/** Makes objects of the application's classes. */
public final class Instances {

    private final BeanManager beanManager;

    public Instances(BeanManager beanManager) {
        this.beanManager = beanManager;
    }

    /** A bean of the class, or an injected object if it is none. */
    public Object of(Class<?> type) {
        Instance<?> beans = beanManager.createInstance().select(type);
        return beans.isResolvable() ? beans.get() : unmanaged(type);
    }

    private <T> T unmanaged(Class<T> type) {
        return new Unmanaged<>(beanManager, type)
                .newInstance()
                .produce()
                .inject()
                .postConstruct()
                .get();
    }

    /** What a producer produces, without an owner that would end it. */
    public <T> T create(Bean<T> bean) {
        CreationalContext<T> context = beanManager.createCreationalContext(bean);
        return bean.create(context);
    }
}
