package io.ddp4ee;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Lets clients write a collection by Meteor's mutation methods, {@code /book/insert}, {@code /book/update},
 * {@code /book/remove} and their {@code Async} names, as far as the rules go. An immutable value, made known by a CDI
 * producer with {@link DdpCollection}; a collection without rules has none of these methods.
 *
 * <pre>{@code
 * @Produces @DdpCollection("book")
 * static final CollectionRules<Book> RULES = CollectionRules.of(Book.class)
 *     .allowInsert((session, book) -> session.isUserInRole("clerk"))
 *     .allowUpdate((session, book, fields, modifier) -> book.get("owner_id").equals(session.userId()))
 *     .denyUpdate((session, book, fields, modifier) -> fields.contains("owner_id"));
 * }</pre>
 *
 * <p>A write is made if no rule denies it and at least one allows it. Rules are asked within the transaction of the write,
 * while the row is locked, and see a copy of the document as clients do, never the entity. They alone decide: a
 * {@link Visibility} is not asked, so a rule that allows everything lets clients write documents that they do not see. Only
 * fields that are sent can be written; Bean Validation and versions apply as to any other write of the entity.
 *
 * @param <E> the entity
 */
public final class CollectionRules<E> {

    /**
     * What clients may do.
     *
     * <pre>{@code
     * rules.isOpenTo(CollectionRules.Write.REMOVE);    // whether there is any rule that allows it
     * }</pre>
     */
    public enum Write {
        /** A new document. */
        INSERT,
        /** Fields of a document, changed by operators such as {@code $set}. */
        UPDATE,
        /** The end of a document. */
        REMOVE
    }

    /**
     * A rule for documents that come or go. It may be called by several threads at a time.
     *
     * <pre>{@code
     * CollectionRules.Rule isOwn = (session, document) -> document.get("owner_id").equals(session.userId());
     * }</pre>
     */
    @FunctionalInterface
    public interface Rule {
        /**
         * Whether the rule applies.
         *
         * @param session of the client
         * @param document as the client wants it, or as it is before it is removed, with its {@code _id} if there is one yet
         */
        boolean test(DdpSession session, Map<String, Object> document);
    }

    /**
     * A rule for changes of documents. It may be called by several threads at a time.
     *
     * <pre>{@code
     * CollectionRules.UpdateRule isPrice = (session, document, fields, modifier) -> fields.contains("price");
     * }</pre>
     */
    @FunctionalInterface
    public interface UpdateRule {
        /**
         * Whether the rule applies.
         *
         * @param session of the client
         * @param document as it is before the change
         * @param fields that the modifier would change
         * @param modifier as the client has sent it
         */
        boolean test(
                DdpSession session, Map<String, Object> document, List<String> fields, Map<String, Object> modifier);
    }

    private final Class<E> entity;
    private final Map<Write, List<UpdateRule>> allowing;
    private final Map<Write, List<UpdateRule>> denying;

    private CollectionRules(
            Class<E> entity, Map<Write, List<UpdateRule>> allowing, Map<Write, List<UpdateRule>> denying) {
        this.entity = entity;
        this.allowing = allowing;
        this.denying = denying;
    }

    /** No rules: every write is denied. */
    public static <E> CollectionRules<E> of(Class<E> entity) {
        return new CollectionRules<>(Objects.requireNonNull(entity), Map.of(), Map.of());
    }

    /** Allows to insert documents that the rule applies to. */
    public CollectionRules<E> allowInsert(Rule rule) {
        return allow(Write.INSERT, general(rule));
    }

    /** Allows to change documents, where the rule applies. */
    public CollectionRules<E> allowUpdate(UpdateRule rule) {
        return allow(Write.UPDATE, rule);
    }

    /** Allows to remove documents that the rule applies to. */
    public CollectionRules<E> allowRemove(Rule rule) {
        return allow(Write.REMOVE, general(rule));
    }

    /** Denies to insert documents that the rule applies to, whatever else allows it. */
    public CollectionRules<E> denyInsert(Rule rule) {
        return deny(Write.INSERT, general(rule));
    }

    /** Denies to change documents, where the rule applies, whatever else allows it. */
    public CollectionRules<E> denyUpdate(UpdateRule rule) {
        return deny(Write.UPDATE, rule);
    }

    /** Denies to remove documents that the rule applies to, whatever else allows it. */
    public CollectionRules<E> denyRemove(Rule rule) {
        return deny(Write.REMOVE, general(rule));
    }

    private static UpdateRule general(Rule rule) {
        Objects.requireNonNull(rule);
        return (session, document, fields, modifier) -> rule.test(session, document);
    }

    private CollectionRules<E> allow(Write write, UpdateRule rule) {
        return new CollectionRules<>(entity, with(allowing, write, rule), denying);
    }

    private CollectionRules<E> deny(Write write, UpdateRule rule) {
        return new CollectionRules<>(entity, allowing, with(denying, write, rule));
    }

    private static Map<Write, List<UpdateRule>> with(Map<Write, List<UpdateRule>> rules, Write write, UpdateRule rule) {
        Map<Write, List<UpdateRule>> all = new EnumMap<>(Write.class);
        all.putAll(rules);
        List<UpdateRule> more = new ArrayList<>(rules.getOrDefault(write, List.of()));
        more.add(Objects.requireNonNull(rule));
        all.put(write, List.copyOf(more));
        return all;
    }

    /** The entity. */
    public Class<E> entity() {
        return entity;
    }

    /** Whether any rule allows this, for whomever. */
    public boolean isOpenTo(Write write) {
        return allowing.containsKey(write);
    }

    /**
     * Asks the rules.
     *
     * @param fields that an update would change; empty for anything else
     * @param modifier of an update; empty for anything else
     */
    public boolean permit(
            Write write,
            DdpSession session,
            Map<String, Object> document,
            List<String> fields,
            Map<String, Object> modifier) {
        return denying.getOrDefault(write, List.of()).stream()
                        .noneMatch(rule -> rule.test(session, document, fields, modifier))
                && allowing.getOrDefault(write, List.of()).stream()
                        .anyMatch(rule -> rule.test(session, document, fields, modifier));
    }
}
