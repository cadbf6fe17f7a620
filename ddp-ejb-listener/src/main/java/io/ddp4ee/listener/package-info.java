/**
 * The change bus over PostgreSQL's LISTEN and NOTIFY. A notification exists exactly when the transaction that sent it
 * commits, and every listener receives notifications in the order of the commits.
 *
 * <p>PostgreSQL gives a listener no sign of what it has missed: so a lost connection is a gap, a connection through which a
 * message to itself does not come back is lost, and so is one on which a transaction stays incomplete.
 */
package io.ddp4ee.listener;
