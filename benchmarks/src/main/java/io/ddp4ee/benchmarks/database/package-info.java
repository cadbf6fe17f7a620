/** The PostgreSQL under the servers, which counts who asks it what. */
package io.ddp4ee.benchmarks.database;
