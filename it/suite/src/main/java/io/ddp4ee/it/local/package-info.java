/** An application whose persistence unit has transactions of its own. */
package io.ddp4ee.it.local;
