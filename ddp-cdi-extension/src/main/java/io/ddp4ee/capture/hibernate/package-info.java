/** What is noticed through Hibernate's own events. Its classes are defined anew beside the provider's, and found by name. */
package io.ddp4ee.capture.hibernate;
