/** What the server is asked for by hand: names, threads, objects of the application's classes, the request context. */
package io.ddp4ee.container;
