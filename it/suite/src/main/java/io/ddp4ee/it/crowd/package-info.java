/** An application with much to send. */
package io.ddp4ee.it.crowd;
