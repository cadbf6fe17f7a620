/** Those who write articles, each in another kind of transaction. */
package io.ddp4ee.it.editor;
