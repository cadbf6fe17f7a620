/** The random numbers of a method call, which are those of the client's stub if it has sent its seed. */
package io.ddp4ee.random;
