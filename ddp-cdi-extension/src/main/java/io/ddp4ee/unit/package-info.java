/** One persistence unit, served: captured, listened for, and its shared cache kept true. */
package io.ddp4ee.unit;
