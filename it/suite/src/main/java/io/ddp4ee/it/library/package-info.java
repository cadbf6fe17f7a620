/** Shelves and volumes that change all the time, with revisions that tell which state is newer. */
package io.ddp4ee.it.library;
