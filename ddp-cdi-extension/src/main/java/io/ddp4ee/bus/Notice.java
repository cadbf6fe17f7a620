package io.ddp4ee.bus;

/**
 * What a transaction tells all servers besides its changes.
 *
 * @param topic whose it is
 * @param text in whatever form its topic has
 */
public record Notice(String topic, String text) {}
