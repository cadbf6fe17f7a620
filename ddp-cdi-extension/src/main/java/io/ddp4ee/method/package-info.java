/** The methods of the application: calling them, and telling when what they wrote has been sent. */
package io.ddp4ee.method;
