/** How often a client may call and subscribe. */
package io.ddp4ee.limit;
