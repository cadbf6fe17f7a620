/** Tokens that somebody else has signed, as MicroProfile JWT has them. */
package io.ddp4ee.accounts.jwt;
