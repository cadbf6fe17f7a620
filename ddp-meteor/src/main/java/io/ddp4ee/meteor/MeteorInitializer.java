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
 *
 * <p>The container finds it by itself, and it finds the servlets: those that are annotated, and those of {@code web.xml}.
 *
 * <pre>{@code
 * <servlet>
 *   <servlet-name>shop</servlet-name>
 *   <servlet-class>io.ddp4ee.meteor.MeteorServlet</servlet-class>
 *   <init-param><param-name>bundle</param-name><param-value>/WEB-INF/bundle</param-value></init-param>
 * </servlet>
 * <servlet-mapping><servlet-name>shop</servlet-name><url-pattern>/</url-pattern></servlet-mapping>
 * }</pre>
 */
@HandlesTypes(MeteorServlet.class)
public class MeteorInitializer implements ServletContainerInitializer {

    /** The container makes it. */
    public MeteorInitializer() {}

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
