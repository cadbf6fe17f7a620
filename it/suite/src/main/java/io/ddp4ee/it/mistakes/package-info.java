/** Declarations that must stop a deployment. */
package io.ddp4ee.it.mistakes;
