package io.ddp4ee.examples.bookstore;

import java.math.BigDecimal;
import java.net.URI;
import java.util.List;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** The same books over HTTP: no line of it knows of DDP, and every change arrives all the same. */
@Path("books")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class BookResource {

    /** A book as REST shows it. */
    public record BookView(
            String id,
            String title,
            BigDecimal price,
            @JsonbProperty("author_id") String authorId) {

        static BookView of(Book book) {
            return new BookView(
                    book.getId().toString(),
                    book.getTitle(),
                    book.getPrice(),
                    book.getAuthor().getId().toString());
        }
    }

    /** What a new book needs. */
    public static class NewBook {
        public String title;
        public BigDecimal price;

        @JsonbProperty("author_id")
        public String authorId;
    }

    /** What a new price needs. */
    public static class NewPrice {
        public BigDecimal price;
    }

    @Inject
    private Bookstore bookstore;

    @GET
    public List<BookView> all() {
        return bookstore.books().stream().map(BookView::of).toList();
    }

    @GET
    @Path("{id}")
    public BookView one(@PathParam("id") Long id) {
        return BookView.of(bookstore.book(id));
    }

    @PUT
    @Path("{id}/price")
    public void setPrice(@PathParam("id") Long id, NewPrice price) {
        bookstore.setPrice(id, price.price);
    }

    @POST
    public Response add(NewBook book) {
        String id = bookstore.addBook(book.title, book.price, Long.valueOf(book.authorId));
        return Response.created(URI.create("books/" + id))
                .entity(BookView.of(bookstore.book(Long.valueOf(id))))
                .build();
    }

    @DELETE
    @Path("{id}")
    public void remove(@PathParam("id") Long id) {
        bookstore.removeBook(id);
    }
}
