/** Over which connections secrets may travel. */
package io.ddp4ee.accounts.encryption;
