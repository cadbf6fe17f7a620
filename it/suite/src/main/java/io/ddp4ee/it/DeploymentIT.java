package io.ddp4ee.it;

import java.nio.file.Path;
import java.util.Map;

import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.ddp4ee.it.mistakes.NoBean;
import io.ddp4ee.it.mistakes.NoId;
import io.ddp4ee.it.mistakes.WrongDeclarations;
import io.ddp4ee.it.mistakes.WrongQueries;
import io.ddp4ee.test.DdpClient;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** An application with mistakes is not served, and its developer reads where they are and what to do. */
@ExtendWith(ArquillianExtension.class)
class DeploymentIT {

    private static final String PLACE = "io.ddp4ee.it.mistakes.";

    // Arquillian wants an archive of its own name for each deployment.

    @Deployment(name = "no-bean", managed = false, testable = false)
    static WebArchive noBean() {
        return TestApplication.named("no-bean", TestApplication.war(NoBean.class));
    }

    @Deployment(name = "declarations", managed = false, testable = false)
    static WebArchive declarations() {
        return TestApplication.named("declarations", TestApplication.war(WrongDeclarations.class));
    }

    @Deployment(name = "queries", managed = false, testable = false)
    static WebArchive queries() {
        return TestApplication.named("queries", TestApplication.war(WrongQueries.class));
    }

    @Deployment(name = "no-id", managed = false, testable = false)
    static WebArchive noId() {
        return TestApplication.named("no-id", TestApplication.war(NoId.class));
    }

    @Deployment(name = "no-callbacks", managed = false, testable = false)
    static WebArchive noCallbacks() {
        return TestApplication.named("no-callbacks", TestApplication.war())
                .addAsResource(new StringAsset("ddp.capture=callbacks"), "META-INF/microprofile-config.properties");
    }

    @Deployment(name = "no-bundle", managed = false, testable = false)
    static WebArchive noBundle() {
        return TestApplication.named(
                "no-bundle",
                new MeteorApplication()
                        .servlet("shop", "/", Path.of("/nowhere"), Map.of())
                        .into(TestApplication.war()));
    }

    @ArquillianResource
    private Deployer deployer;

    /** Deploys what must not be served, and waits for what the log says of it. */
    private void assertRefused(String deployment, String... reasons) throws Exception {
        ServerLog log = new ServerLog();
        try {
            deployer.deploy(deployment);
        } catch (Exception e) {
            // Not every server fails the deployment itself for what goes wrong late in it; none serves it.
        }
        for (String reason : reasons) {
            log.await(reason);
        }
        assertThatThrownBy(() -> DdpClient.open(TestApplication.url(deployment)))
                .isInstanceOf(AssertionError.class);
        try {
            deployer.undeploy(deployment);
        } catch (Exception e) {
            // It never was deployed.
        }
    }

    @Test
    void annotatedClassThatIsNoBean_isNamed() throws Exception {
        assertRefused(
                "no-bean",
                PLACE + "NoBean has @DdpMethod buy, but is not a CDI bean: add @ApplicationScoped to the class.");
    }

    @Test
    void wrongDeclarations_areToldTogether() throws Exception {
        assertRefused(
                "declarations",
                "mistakes in this application",
                "Publication \"twice\" is declared by ",
                PLACE + "WrongDeclarations.FIRST",
                PLACE + "WrongDeclarations.second()",
                PLACE + "WrongDeclarations.scoped() is a @Publication in @ApplicationScoped",
                PLACE + "WrongDeclarations.TEXT is a @Publication of type java.lang.String",
                PLACE + "WrongDeclarations.hidden() has @DdpMethod, but is not a public instance method",
                "Method \"overloaded\" is declared by ",
                "has @Param, which only the parameters of a @Produces @Publication method may have");
    }

    @Test
    void wrongQueries_areToldTogether() throws Exception {
        assertRefused(
                "queries",
                PLACE + "WrongQueries.PATH: \"nmae = ?1\": Section has no attribute \"nmae\"; it has budget, id, name,"
                        + " parent, slug",
                PLACE + "WrongQueries.ORDER",
                "wealth",
                PLACE + "WrongQueries.SYNTAX: \"name = = 'x'\"",
                PLACE + "WrongQueries.NO_COLLECTION",
                PLACE + "WrongQueries.NO_ENTITY",
                PLACE + "WrongQueries.MAPPING",
                PLACE + "WrongQueries.OPEN leaves a parameter open: give its argument to the condition",
                PLACE + "WrongQueries.LIMITED says more than conditions and except(...)",
                PLACE + "WrongQueries.VEHICLES",
                "let the @Visibility be of io.ddp4ee.it.model.Vehicle");
    }

    @Test
    void entityWithoutId_isNamed() throws Exception {
        assertRefused("no-id", PLACE + "NoId");
    }

    @Test
    void bundleThatIsNotThere_isNamed() throws Exception {
        assertRefused(
                "no-bundle",
                "Servlet shop: The Meteor bundle is incomplete: star.json is no file of the bundle /nowhere. Name the folder");
    }

    @Test
    void callbacksThatAreNotActive_areToldWithTheLineToAdd() throws Exception {
        assertRefused("no-callbacks", "<mapping-file>META-INF/ddp-orm.xml</mapping-file>");
    }
}
