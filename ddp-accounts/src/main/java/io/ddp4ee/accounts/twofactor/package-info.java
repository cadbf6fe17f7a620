/** Codes by time, as authenticators show them. */
package io.ddp4ee.accounts.twofactor;
