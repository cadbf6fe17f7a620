/** An application beside the one that is tested, which tells what is in the server's JVM. */
package io.ddp4ee.it.probe;
