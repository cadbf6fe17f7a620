package io.ddp4ee.examples.bookstore;

import java.math.BigDecimal;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;

import io.ddp4ee.DdpException;
import io.ddp4ee.DdpMethod;
import io.ddp4ee.DocumentId;
import io.ddp4ee.DocumentIds;

/** What clients may do. The REST resource does it too, and every browser sees either. */
@ApplicationScoped
@Transactional
public class Bookstore {

    @PersistenceContext
    private EntityManager em;

    @Inject
    private DocumentIds documentIds;

    @DdpMethod
    public String addAuthor(String name, String email) {
        Author author = new Author(required("name", name), required("email", email));
        em.persist(author);
        em.flush();
        return documentIds.of(author);
    }

    @DdpMethod
    public void setAuthorEmail(@DocumentId(Author.class) Long authorId, String email) {
        author(authorId).setEmail(required("email", email));
    }

    /** Removes the author's books too. */
    @DdpMethod
    public void removeAuthor(@DocumentId(Author.class) Long authorId) {
        Author author = author(authorId);
        em.createQuery("select b from Book b where b.author = :author", Book.class)
                .setParameter("author", author)
                .getResultList()
                .forEach(em::remove);
        em.remove(author);
    }

    @DdpMethod
    public String addBook(String title, BigDecimal price, @DocumentId(Author.class) Long authorId) {
        Book book = new Book(required("title", title), positive(price), author(authorId));
        em.persist(book);
        em.flush();
        return documentIds.of(book);
    }

    @DdpMethod
    public void setPrice(@DocumentId(Book.class) Long bookId, BigDecimal price) {
        book(bookId).setPrice(positive(price));
    }

    @DdpMethod
    public void moveBook(@DocumentId(Book.class) Long bookId, @DocumentId(Author.class) Long authorId) {
        book(bookId).setAuthor(author(authorId));
    }

    @DdpMethod
    public void removeBook(@DocumentId(Book.class) Long bookId) {
        em.remove(book(bookId));
    }

    List<Book> books() {
        return em.createQuery("select b from Book b join fetch b.author order by b.id", Book.class)
                .getResultList();
    }

    Book book(Long id) {
        return found(em.find(Book.class, id), "book", id);
    }

    private Author author(Long id) {
        return found(em.find(Author.class, id), "author", id);
    }

    private static <T> T found(T entity, String what, Long id) {
        if (entity == null) {
            throw new DdpException(404, "There is no " + what + " " + id);
        }
        return entity;
    }

    private static String required(String name, String value) {
        if (value == null || value.isBlank()) {
            throw new DdpException(400, "The " + name + " is missing");
        }
        return value.strip();
    }

    private static BigDecimal positive(BigDecimal price) {
        if (price == null || price.signum() <= 0) {
            throw new DdpException(400, "The price must be above zero");
        }
        return price;
    }
}
