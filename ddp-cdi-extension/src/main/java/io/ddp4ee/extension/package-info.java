/**
 * The wiring: finds what the application declares, checks it, and builds the server from it. The only package that knows
 * CDI's SPI.
 *
 * <p>Mistakes are gathered and reported together, in two phases: declarations after CDI has validated the deployment, and
 * whatever needs the persistence units when the container starts the application.
 */
package io.ddp4ee.extension;
