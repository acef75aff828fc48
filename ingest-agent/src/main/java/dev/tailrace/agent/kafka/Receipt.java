package dev.tailrace.agent.kafka;

/** Told once when a batch is durable: every in-sync replica has it. */
@FunctionalInterface
public interface Receipt {
  void durable();
}
