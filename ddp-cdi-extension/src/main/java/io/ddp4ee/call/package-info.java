/**
 * Calls the application as its container would: producers, methods, exception mappers and observers, with interceptors, the
 * request context and what they may inject.
 */
package io.ddp4ee.call;
