/**
 * From rows to documents: which fields an entity's document has, how they are selected as tuples, and what each value is
 * on the wire.
 */
package io.ddp4ee.document;
