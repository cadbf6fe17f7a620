/** What values may be, as clients want to know it: of documents, parameters and results; and its forms, JSON and TypeScript. */
package io.ddp4ee.schema;
