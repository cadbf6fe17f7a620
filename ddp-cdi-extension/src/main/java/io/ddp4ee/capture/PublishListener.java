package io.ddp4ee.capture;

/** Is told what this server's transactions publish; called on the thread that writes, and must not wait. */
public interface PublishListener {

    /** The batch is in the transaction, and the commit is still to come: it may arrive before this thread is told. */
    void publishing(Published batch);

    /** The transaction has ended. */
    void completed(Published batch, Outcome outcome);
}
