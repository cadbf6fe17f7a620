/**
 * Writers that commit without pause, and clients that come, subscribe and go at random: whatever one of them is sent must
 * fit what it has, and in the end it must have what the database has.
 */
package io.ddp4ee.it.stress;
