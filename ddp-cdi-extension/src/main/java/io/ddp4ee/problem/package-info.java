/** The mistakes of an application: gathered, placed in its source, and reported all at once. */
package io.ddp4ee.problem;
