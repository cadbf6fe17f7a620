package io.ddp4ee.binding;

/** A result that is EJSON text already. */
public record EjsonText(String text) {}
