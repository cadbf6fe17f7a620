/** What goes on in a server, for those who look after it and may see it. */
package io.ddp4ee.inspection;
