package io.ddp4ee.benchmarks.writer;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.Map;

import jakarta.annotation.Resource;
import jakarta.persistence.CacheRetrieveMode;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.transaction.HeuristicMixedException;
import jakarta.transaction.HeuristicRollbackException;
import jakarta.transaction.NotSupportedException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.SystemException;
import jakarta.transaction.UserTransaction;

import io.ddp4ee.examples.bookstore.Book;

/** Each POST changes the price of one {@code book} in one transaction, and answers the nanoseconds until it was committed. */
@WebServlet("/writer")
public class WriterServlet extends HttpServlet {

    private static final long serialVersionUID = 1;
    private static final BigDecimal LOWEST = new BigDecimal("10.00");
    private static final BigDecimal HIGHEST = new BigDecimal("99.99");
    private static final BigDecimal STEP = new BigDecimal("0.01");

    /** The database is asked each time: what is in the cache would depend on how many books there are. */
    private static final Map<String, Object> AFRESH =
            Map.of("jakarta.persistence.cache.retrieveMode", CacheRetrieveMode.BYPASS);

    @PersistenceContext
    private transient EntityManager em;

    @Resource
    private transient UserTransaction transaction;

    /** Whether it is there. */
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.getWriter().print("ready");
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        long book = Long.parseLong(request.getParameter("book"));
        try {
            response.getWriter().print(write(book));
        } catch (NotSupportedException
                | SystemException
                | RollbackException
                | HeuristicMixedException
                | HeuristicRollbackException e) {
            throw new ServletException(e);
        }
    }

    private long write(long id)
            throws NotSupportedException, SystemException, RollbackException, HeuristicMixedException,
                    HeuristicRollbackException {
        long start = System.nanoTime();
        transaction.begin();
        Book book = em.find(Book.class, id, AFRESH);
        BigDecimal price = book.getPrice();
        book.setPrice(price.compareTo(HIGHEST) < 0 && price.compareTo(LOWEST) >= 0 ? price.add(STEP) : LOWEST);
        transaction.commit();
        return System.nanoTime() - start;
    }
}
