/** Meteor's accounts: who logs in, by what, and what an application is told and asked of it. */
package io.ddp4ee.accounts;
