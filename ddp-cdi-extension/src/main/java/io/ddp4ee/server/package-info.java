/**
 * Builds the server from what is declared and configured as soon as the databases answer, and stops it.
 *
 * <p>Mistakes that need a persistence unit or a setting to be seen are reported here, all together.
 */
package io.ddp4ee.server;
