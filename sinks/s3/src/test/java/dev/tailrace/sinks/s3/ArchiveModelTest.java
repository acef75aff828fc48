package dev.tailrace.sinks.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailrace.sinks.core.Sink.Moment;
import dev.tailrace.sinks.s3.Faults.Fault;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Whatever happens between, each record ends in the archive once. */
class ArchiveModelTest {
  private static final int MOST_ROUNDS = 1000;

  private interface Step {
    void on(Archive archive);
  }

  @Property(tries = 1500)
  void archivesEveryRecordOnceWhateverHappens(
      @ForAll("steps") List<Step> steps, @ForAll boolean flushOnClose) {
    Archive archive = new Archive(flushOnClose);

    steps.forEach(step -> step.on(archive));
    archive.faults.clear();
    drain(archive);

    List<String> expected = archive.logs.stream().flatMap(log -> log.values().stream()).toList();
    assertThat(archive.store.lines()).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(archive.store.described()).isEqualTo(archive.store.keys());
    archive.committed.forEach(
        (partition, offset) -> {
          assertThat(offset.offset()).isEqualTo(archive.logs.get(partition.partition()).end());
          assertThat(offset.metadata()).isEmpty();
        });
  }

  private static void drain(Archive archive) {
    for (int round = 0; round < MOST_ROUNDS && !drained(archive); round++) {
      archive.fetchAll();
      archive.pass(Archive.INTERVAL);
      archive.write(Moment.DUE);
    }
  }

  private static boolean drained(Archive archive) {
    for (PartitionLog log : archive.logs) {
      var offset = archive.committed.get(Records.partition(archive.logs.indexOf(log)));
      if (log.end() != (offset == null ? 0 : offset.offset())) {
        return false;
      }
    }
    return true;
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<Step> step =
        Arbitraries.frequencyOf(
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
    return step.list().ofMaxSize(80);
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
