package io.ddp4ee.listener;

/**
 * What PostgreSQL delivered.
 *
 * @param backend the process that sent it, by PostgreSQL's word and not by the sender's
 */
record Notification(String channel, String payload, int backend) {}
