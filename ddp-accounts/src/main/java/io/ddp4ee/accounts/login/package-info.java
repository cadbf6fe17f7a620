/** The methods and publications of accounts, as Meteor's clients call them. */
package io.ddp4ee.accounts.login;
