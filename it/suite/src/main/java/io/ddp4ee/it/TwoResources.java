package io.ddp4ee.it;

import java.sql.Connection;
import java.sql.Statement;
import java.util.Properties;
import javax.naming.InitialContext;
import javax.sql.DataSource;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;

import io.ddp4ee.DdpMethod;
import io.ddp4ee.it.model.Article;

/** Writes to two databases in one transaction. */
@ApplicationScoped
public class TwoResources {

    @PersistenceContext
    private EntityManager em;

    /** The name comes from the archive. */
    @SuppressWarnings("BanJNDI")
    @DdpMethod
    @Transactional
    public void addArticleAndMore(Long id, String title) throws Exception {
        em.persist(new Article(id, title));
        Properties properties = new Properties();
        properties.load(TwoResources.class.getResourceAsStream("/it.properties"));
        DataSource other = (DataSource) new InitialContext().lookup(properties.getProperty("it.xa2"));
        try (Connection connection = other.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create table if not exists elsewhere (id bigint)");
            statement.execute("insert into elsewhere values (" + id + ")");
        }
    }
}
