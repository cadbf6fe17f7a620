/** Passwords: how they are kept, and how a login by one is checked. */
package io.ddp4ee.accounts.password;
