/** The database of the tests, the process that it is, and the way to it, which can fail. */
package io.ddp4ee.it.database;
