/** What an application may configure. */
package io.ddp4ee.accounts.settings;
