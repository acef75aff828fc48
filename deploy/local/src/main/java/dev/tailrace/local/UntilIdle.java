package dev.tailrace.local;

import dev.tailrace.agent.Agent;
import dev.tailrace.agent.AgentStatus;
import dev.tailrace.app.TailraceProcess;
import dev.tailrace.platform.management.Component;
import dev.tailrace.testing.simulator.Simulator;
import dev.tailrace.testing.simulator.Truth;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Waits until everything that was to be read is stored, and then says whether all stages agree. */
final class UntilIdle {
  /** A sink learns of new records within half a second; it must look idle for longer. */
  private static final int QUIET_LOOKS = 4;

  private final TailraceProcess process;
  private final List<Component> components;
  private final Agent agent;
  private final Census.Taker census;
  private final @Nullable Simulator simulator;
  private final PrintStream out;
  private Instant writtenAt;

  UntilIdle(
      TailraceProcess process,
      List<Component> components,
      Agent agent,
      Census.Taker census,
      @Nullable Simulator simulator,
      PrintStream out) {
    this.process = process;
    this.components = components;
    this.agent = agent;
    this.census = census;
    this.simulator = simulator;
    this.out = out;
    this.writtenAt = simulator == null ? Instant.now() : Instant.MAX;
  }

  /**
   * Returns the exit code: 0 if there was something to read and all stages agree. Ends also when
   * nothing moves for a minute.
   */
  int run() throws InterruptedException {
    Progress progress = new Progress(out);
    Standstill standstill = new Standstill();
    int quiet = 0;
    while (quiet < QUIET_LOOKS) {
      AgentStatus status = agent.status();
      long searchable = census.searchable();
      progress.show(status.linesAcknowledged(), searchable);
      quiet = allStored(status, searchable) ? quiet + 1 : 0;
      if (standstill.since(List.of(status.linesAcknowledged(), searchable))) {
        out.println("Nothing has moved for a minute; giving up.");
        break;
      }
      Thread.sleep(Progress.INTERVAL_MILLIS);
    }
    return conclude(agent.status().linesAcknowledged());
  }

  private boolean allStored(AgentStatus status, long searchable) {
    return status.idle()
        && status.checkedAt().isAfter(written())
        && searchable + census.deadLetters() == status.linesAcknowledged()
        && caughtUp()
        && metricDifferences().isEmpty();
  }

  /** When the last line was in its file; far in the future while there are more to come. */
  private Instant written() {
    if (simulator != null && writtenAt.equals(Instant.MAX) && simulator.finished()) {
      writtenAt = Instant.now();
    }
    return writtenAt;
  }

  /** Whether every sink knows its lag and has none. */
  private boolean caughtUp() {
    return components.stream()
        .filter(component -> component.name().startsWith("sink-"))
        .allMatch(component -> Long.valueOf(0).equals(component.check().details().get("lag")));
  }

  private int conclude(long lines) {
    List<String> differences = metricDifferences();
    process.close();
    Census taken = census.take(lines);
    out.println();
    taken.table().forEach(out::println);
    boolean agrees =
        taken.agrees() && (simulator == null || agrees(simulator.truth(), lines, differences));
    if (lines == 0) {
      out.println("Nothing was read: no file matches, or all that match are empty.");
      return 1;
    }
    out.println(agrees ? "All stages agree." : "The stages do not agree.");
    return agrees ? 0 : 1;
  }

  /** The agent may have read other files before, so it may have more lines than the platform. */
  private boolean agrees(Truth truth, long lines, List<String> differences) {
    boolean complete = lines >= truth.totalLines();
    if (!complete) {
      out.printf("the simulated platform wrote %d lines%n", truth.totalLines());
    }
    out.println(
        differences.isEmpty()
            ? "metrics: equal to what the simulated platform did"
            : "metrics differ from what the simulated platform did:");
    differences.forEach(difference -> out.println("  " + difference));
    return complete && differences.isEmpty();
  }

  private List<String> metricDifferences() {
    return simulator == null ? List.of() : simulator.truth().compare(process.metrics());
  }
}
