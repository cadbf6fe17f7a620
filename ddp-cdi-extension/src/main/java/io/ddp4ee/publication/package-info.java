/** The publications of the application: what a subscription by name asks for. */
package io.ddp4ee.publication;
