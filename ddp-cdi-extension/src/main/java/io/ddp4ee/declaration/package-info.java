/**
 * What the application declares: publications, methods, document mappings and the persistence units it injects. Found while
 * CDI processes the deployment, checked, and read when the server is built.
 */
package io.ddp4ee.declaration;
