package io.ddp4ee.session;

import java.util.concurrent.Executor;

/**
 * Where the work of all sessions is done. What may wait for something of its own kind is apart from what that waits for:
 * methods that all wait must not keep a subscription from ending.
 *
 * @param workers runs methods and publications
 * @param finishers ends subscriptions and sessions, and runs the application's actions at their end
 * @param pool runs what does not wait
 */
public record SessionThreads(Executor workers, Executor finishers, Executor pool) {}
