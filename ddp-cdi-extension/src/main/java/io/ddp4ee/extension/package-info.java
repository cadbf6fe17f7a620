/**
 * What the container finds: the portable extension, the beans that the application may inject, and the initializer that puts
 * the endpoints into the web application. Nothing else knows this package.
 *
 * <p>Mistakes are gathered and reported together, in three phases: declarations after CDI has validated the deployment,
 * whatever needs settings or persistence units when the server is built, and classes that are no beans when the web
 * application starts.
 */
package io.ddp4ee.extension;
