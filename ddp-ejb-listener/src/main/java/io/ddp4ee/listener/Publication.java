package io.ddp4ee.listener;

/** What a transaction has published at one time. */
record Publication(long transaction, String id) {}
