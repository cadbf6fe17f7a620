package io.ddp4ee.meteor;

import java.util.HashSet;
import java.util.Set;

import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.annotation.HandlesTypes;

/**
 * Opens the applications when the WAR is started, and not with the first request: a client that was there before learns by
 * that at once whether there is another version. And what is wrong is told at deployment.
 */
@HandlesTypes(MeteorServlet.class)
public class MeteorInitializer implements ServletContainerInitializer {

    @Override
    public void onStartup(Set<Class<?>> classes, ServletContext context) {
        Set<String> servlets = new HashSet<>();
        servlets.add(MeteorServlet.class.getName());
        if (classes != null) {
            classes.forEach(type -> servlets.add(type.getName()));
        }
        for (ServletRegistration servlet : context.getServletRegistrations().values()) {
            if (servlets.contains(servlet.getClassName())) {
                CDI.current().select(Applications.class).get().open(context, servlet);
            }
        }
    }
}
