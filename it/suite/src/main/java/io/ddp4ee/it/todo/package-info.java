/** An entity whose ids clients make. */
package io.ddp4ee.it.todo;
