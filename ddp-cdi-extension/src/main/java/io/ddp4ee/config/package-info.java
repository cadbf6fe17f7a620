/** The settings, and where they are read from. */
package io.ddp4ee.config;
