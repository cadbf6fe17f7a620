/** What the server logs, for those who subscribe to it: taken from {@code java.util.logging}, kept for a while, shown. */
package io.ddp4ee.logs;
