/** The application's persistence units: their keys, their rows as tuples, and transactions over them. */
package io.ddp4ee.persistence;
