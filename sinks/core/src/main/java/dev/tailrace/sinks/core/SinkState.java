package dev.tailrace.sinks.core;

import dev.tailrace.platform.management.Health;
import dev.tailrace.sinks.core.SinkMetrics.Result;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the loop knows of itself, for other threads to read. */
final class SinkState {
  private final SinkTelemetry telemetry;
  private final InstantSource clock;
  private volatile boolean joined;
  private volatile int partitions;
  private volatile long lag = -1;
  private volatile @Nullable Trouble trouble;
  private volatile @Nullable String deadBecause;

  private record Trouble(String reason, Instant since) {}

  SinkState(SinkTelemetry telemetry, InstantSource clock) {
    this.telemetry = telemetry;
    this.clock = clock;
  }

  void assigned(int count) {
    joined = true;
    partitions = count;
  }

  /** How many committed records there are beyond those that were put; -1 if that is not known. */
  void lag(long records) {
    lag = records;
  }

  /** The store fails; the time of the first failure in a row is kept. */
  void failing(String reason) {
    Trouble before = trouble;
    trouble = new Trouble(reason, before == null ? clock.instant() : before.since());
    telemetry.unavailable(true);
  }

  /** The store works. Returns whether it did not before. */
  boolean working() {
    boolean recovered = trouble != null;
    if (recovered) {
      trouble = null;
      telemetry.unavailable(false);
    }
    return recovered;
  }

  /** How many records were dealt with since the process started. */
  long settled() {
    return Arrays.stream(Result.values()).mapToLong(telemetry::count).sum();
  }

  void dead(String reason) {
    deadBecause = reason;
    telemetry.unavailable(true);
  }

  Health health() {
    String dead = deadBecause;
    if (dead != null) {
      return Health.dead(dead);
    }
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("partitions", partitions);
    if (lag >= 0) {
      details.put("lag", lag);
    }
    for (Result result : Result.values()) {
      details.put(result.id(), telemetry.count(result));
    }
    Trouble now = trouble;
    if (now != null) {
      details.put("since", now.since().toString());
      return Health.unhealthy(now.reason(), details);
    }
    return joined
        ? Health.healthy(details)
        : Health.unhealthy("has not joined its consumer group yet", details);
  }
}
