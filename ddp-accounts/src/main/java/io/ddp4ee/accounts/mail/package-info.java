/** Mails to users: what they are to say, and how they are sent. */
package io.ddp4ee.accounts.mail;
