/**
 * A DDP client for tests of applications: it blocks until what it waits for is there, and fails on whatever a server must
 * never send.
 */
package io.ddp4ee.test;
