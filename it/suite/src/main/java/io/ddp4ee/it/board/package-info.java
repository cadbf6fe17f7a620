/** A board of cards that clients write themselves. */
package io.ddp4ee.it.board;
