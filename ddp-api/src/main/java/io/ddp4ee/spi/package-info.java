/** What a part of the server can be replaced by. Implemented by modules, not by applications. */
package io.ddp4ee.spi;
