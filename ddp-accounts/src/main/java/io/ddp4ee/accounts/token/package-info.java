/** Random tokens, and what is kept of them. */
package io.ddp4ee.accounts.token;
