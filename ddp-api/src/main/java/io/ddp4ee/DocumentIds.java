package io.ddp4ee;

/**
 * Translates between an entity's key and the id of its document. A bean to inject; safe for use by several threads.
 *
 * <p>A numeric key is written as its digits, a UUID as it prints, a string as it is. The parts of a composite key are
 * written in the alphabetical order of their attributes and joined by {@code :}; within a part {@code %} and {@code :}
 * are escaped as in a URL. Where {@link DdpCollection#id} or {@link DocumentMapping#id} names another attribute, its value
 * takes the place of the key.
 *
 * <pre>{@code
 * @Inject DocumentIds ids;
 *
 * @DdpMethod @Transactional
 * public String addBook(String title) {
 *     Book book = new Book(title);
 *     em.persist(book);
 *     em.flush();                 // a key that the database generates must be there
 *     return ids.of(book);
 * }
 * }</pre>
 */
public interface DocumentIds {
    /**
     * The document id of an entity.
     *
     * @throws IllegalArgumentException if it is no entity of a known persistence unit, or has no document id yet
     */
    String of(Object entity);

    /**
     * The key that a document id stands for.
     *
     * @throws IllegalArgumentException if the id cannot be one of the entity, or no row has it where the key does not
     *     follow from it
     */
    <K> K keyOf(Class<?> entityClass, String documentId, Class<K> keyClass);
}
