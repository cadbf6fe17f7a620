/** The messages of DDP, and their text. */
package io.ddp4ee.message;
