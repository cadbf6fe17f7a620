/** What an application with accounts adds to them. */
package io.ddp4ee.it.accounts;
