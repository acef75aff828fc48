package dev.tailrace.testing.simulator;

import dev.tailrace.schemas.CiEventType;
import dev.tailrace.schemas.ContextKeys;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the worker manager logs about runners. */
final class Fleet {
  private final ServiceLogs logs;
  private final Dice dice;

  Fleet(ServiceLogs logs, Dice dice) {
    this.logs = logs;
    this.dice = dice;
  }

  void register() {
    forEach(CiEventType.RUNNER_REGISTERED, "idle");
  }

  void disconnect() {
    forEach(CiEventType.RUNNER_DISCONNECTED, "offline");
  }

  /** A runner of each pool says that it is there; seldom one goes away and comes back. */
  void heartbeat() {
    for (RunnerPool pool : World.POOLS) {
      int number = dice.between(1, pool.size());
      if (dice.chance(0.02)) {
        write(CiEventType.RUNNER_DISCONNECTED, pool, number, "offline");
        write(CiEventType.RUNNER_REGISTERED, pool, number, "idle");
      } else {
        String status = dice.chance(0.6) ? "busy" : "idle";
        write(CiEventType.RUNNER_HEARTBEAT, pool, number, status);
      }
    }
  }

  private void forEach(CiEventType type, String status) {
    for (RunnerPool pool : World.POOLS) {
      for (int number = 1; number <= pool.size(); number++) {
        write(type, pool, number, status);
      }
    }
  }

  private void write(CiEventType type, RunnerPool pool, int number, String status) {
    Map<String, Object> context = new LinkedHashMap<>();
    context.put(ContextKeys.RUNNER_ID, pool.runner(number));
    context.put(ContextKeys.RUNNER_LABELS, pool.labels());
    context.put(ContextKeys.POOL_ID, pool.id());
    context.put("os", pool.os());
    context.put("region", pool.region());
    context.put("status", status);
    logs.of(Service.WORKER_MANAGER).info(type.id(), context);
  }
}
