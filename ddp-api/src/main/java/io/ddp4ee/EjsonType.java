package io.ddp4ee;

import jakarta.annotation.Nullable;

/**
 * A custom type of EJSON: how values of a class of the application travel between it and its clients. A CDI bean; what
 * Meteor's {@code EJSON.addType} is to the clients, this is to the server.
 *
 * <pre>{@code
 * @ApplicationScoped
 * public class MoneyType implements EjsonType<Money> {
 *     public String name() { return "money"; }
 *     public Object toJson(Money money) { return money.amount() + " " + money.currency(); }
 *     public Money fromJson(Object json) { return Money.parse((String) json); }
 * }
 * }</pre>
 *
 * <p>Clients see {@code {"$type": "money", "$value": "12.50 EUR"}}, which their EJSON makes an object of. It is sent
 * wherever a {@code Money} is a result or in a list or map of one, a field of a document, a field that a
 * {@link PublicationHandler} publishes, or in the details of a {@link DdpException}; and is bound to parameters of type
 * {@code Money}, also within lists, maps and {@code Optional}, and to parameters of type {@code Object}. Within objects
 * that JSON-B writes and reads, JSON-B's own annotations decide: a serializer there may write the same
 * {@code $type} and {@code $value}. A client's value of a type that is not declared, or that {@link #fromJson} refuses,
 * is answered with an {@code error} message and goes no further.
 *
 * <p>Methods are called on any thread, several at once and more than once for a value, outside any request: they convert,
 * and do not wait. Two types of one name or for one class stop the deployment, and so does {@code oid}, which is Meteor's
 * ObjectID.
 *
 * @param <T> the class of the values; named by the class, not by a type variable. Also an interface, and subclasses are
 *     included
 */
public interface EjsonType<T> {
    /** The name that clients know it by. Asked for once, when the application starts. */
    String name();

    /** A value in JSON: a String, Boolean, Number, or a {@code List} or {@code Map} of these, or null. */
    @Nullable
    Object toJson(T value);

    /**
     * The value that a client has sent. Throws any exception for JSON that is none.
     *
     * @param json as {@link #toJson} makes it; whole numbers are {@code Long}, others {@code BigDecimal}
     */
    T fromJson(@Nullable Object json);
}
