/** What a committed transaction changed, as the servers of a cluster tell each other. */
package io.ddp4ee.bus;
