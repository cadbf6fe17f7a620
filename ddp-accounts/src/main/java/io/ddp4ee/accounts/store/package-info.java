/** What is kept of users and their tokens, in the persistence unit that has the mapping file of this module. */
package io.ddp4ee.accounts.store;
