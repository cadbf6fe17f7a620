/** Values and functions as PostgreSQL has them: what it would answer, or that it is not known what it would. */
package io.ddp4ee.matching.value;
