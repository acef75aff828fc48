package dev.tailrace.platform.management;

import io.prometheus.client.CollectorRegistry;

/** A part of a process that runs by itself: an agent, a topology, a sink, a server. */
public interface Component extends AutoCloseable {

  /** A short name in lower case, as in {@code sink-s3}; used in health and thread names. */
  String name();

  /**
   * Starts its threads and returns. Waits for no other server for longer than a minute.
   *
   * @throws RuntimeException if it cannot start; then nothing of it is left running
   */
  void start();

  /** How it is now. Answers at once: asks no other server. */
  Health check();

  /** Adds its metrics. Called once, before {@link #start()}. */
  void register(CollectorRegistry registry);

  /** Ends its work in order, within half a minute, and frees everything. May be called twice. */
  @Override
  void close();
}
