package dev.tailrace.sinks.s3;

import dev.tailrace.sinks.core.Sink.Moment;
import dev.tailrace.sinks.s3.Faults.Fault;
import java.time.Duration;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** What may happen to a sink. */
final class ArchiveSteps {
  private ArchiveSteps() {}

  /** Something that happens. */
  interface Step {
    void on(Archive archive);
  }

  static Arbitrary<Step> any() {
    return Arbitraries.frequencyOf(
        Tuple.of(6, appends()),
        Tuple.of(2, partitions().map(p -> archive -> archive.logs.get(p).appendMarker())),
        Tuple.of(6, fetches()),
        Tuple.of(5, Arbitraries.just(archive -> archive.write(Moment.DUE))),
        Tuple.of(1, Arbitraries.just(archive -> archive.write(Moment.LAST))),
        Tuple.of(3, passes()),
        Tuple.of(4, faults()),
        Tuple.of(1, Arbitraries.just(Archive::restart)),
        Tuple.of(1, compressions().map(other -> archive -> archive.restartWith(other))),
        Tuple.of(1, partitions().map(p -> archive -> archive.reassign(p))));
  }

  private static Arbitrary<Step> appends() {
    return Combinators.combine(
            partitions(),
            Arbitraries.integers().between(1, 12),
            Arbitraries.integers().between(0, 2))
        .as(
            (partition, count, hour) ->
                archive -> {
                  for (int i = 0; i < count; i++) {
                    archive
                        .logs
                        .get(partition)
                        .append(Records.FILED_AT.plus(Duration.ofHours(hour)));
                  }
                });
  }

  private static Arbitrary<Step> fetches() {
    return Combinators.combine(
            partitions(), Arbitraries.integers().between(0, 15), Arbitraries.of(true, false))
        .as(
            (partition, most, pastMarkers) ->
                archive -> archive.fetch(partition, most, pastMarkers));
  }

  private static Arbitrary<Step> passes() {
    return Arbitraries.integers()
        .between(1, 6)
        .map(minutes -> archive -> archive.pass(Duration.ofMinutes(minutes)));
  }

  private static Arbitrary<Step> faults() {
    return Combinators.combine(Arbitraries.of(Fault.values()), Arbitraries.integers().between(0, 5))
        .as((fault, calls) -> archive -> archive.faults.plan(fault, calls));
  }

  private static Arbitrary<Compression> compressions() {
    return Arbitraries.of(Compression.values());
  }

  private static Arbitrary<Integer> partitions() {
    return Arbitraries.integers().between(0, Archive.PARTITIONS - 1);
  }
}
