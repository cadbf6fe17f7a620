/**
 * Between EJSON values and the types of Java parameters and results. JSON-B converts what is not plain; nothing that
 * loses or guesses passes.
 */
package io.ddp4ee.binding;
