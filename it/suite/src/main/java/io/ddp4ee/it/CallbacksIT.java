package io.ddp4ee.it;

import jakarta.inject.Inject;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.ddp4ee.it.model.Article;
import io.ddp4ee.it.model.Section;
import io.ddp4ee.test.DdpClient;

/** Without a provider that we know, JPA's own callbacks and one line of persistence.xml are enough. */
@ExtendWith(ArquillianExtension.class)
class CallbacksIT {

    @Deployment
    static WebArchive war() {
        String mapped = TestApplication.persistenceXml("<mapping-file>META-INF/ddp-orm.xml</mapping-file>");
        return TestApplication.war(CallbacksIT.class)
                .addAsResource(new StringAsset(mapped), "META-INF/persistence.xml")
                .addAsResource(new StringAsset("ddp.capture=callbacks"), "META-INF/microprofile-config.properties");
    }

    @Inject
    private Jpa jpa;

    @Test
    void entities_areNoticed() {
        try (DdpClient client = TestApplication.subscribed("section", "article")) {
            Long id = jpa.get(em -> {
                Section section = new Section("first");
                em.persist(section);
                em.flush();
                return section.getId();
            });
            client.awaitField("section", id, "name", "first");
            jpa.run(em -> em.find(Section.class, id).setName("second"));
            client.awaitField("section", id, "name", "second");
            Long article = TestApplication.nextId();
            jpa.run(em -> {
                em.persist(new Article(article, "article"));
                em.find(Article.class, article).setSection(em.find(Section.class, id));
            });
            client.awaitField("article", article, "section_id", id.toString());
            jpa.rollBack(em -> {
                em.find(Section.class, id).setName("never");
                em.flush();
            });
            jpa.run(em -> {
                em.find(Article.class, article).setSection(null);
                em.remove(em.find(Section.class, id));
            });
            client.awaitRemoved("section", id);
        }
    }
}
