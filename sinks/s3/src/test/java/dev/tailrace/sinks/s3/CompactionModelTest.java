package dev.tailrace.sinks.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailrace.sinks.core.Sink.Moment;
import dev.tailrace.sinks.core.SinkUnavailableException;
import dev.tailrace.sinks.s3.ArchiveSteps.Step;
import dev.tailrace.sinks.s3.Faults.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.apache.kafka.common.TopicPartition;

/**
 * Sinks write, compactors are killed, held up or overtaken by others at any call, and whoever reads
 * finds each record once at any time.
 */
class CompactionModelTest {
  private static final Duration DAY = Duration.ofDays(1);
  private static final CompactionPolicy POLICY =
      new CompactionPolicy(1 << 20, Duration.ofHours(1), DAY, null);

  @Property(tries = 1500)
  void whoeverReadsFindsEachRecordOnceAtAnyTime(@ForAll("steps") List<Step> steps) {
    Archive archive = new Archive();
    archive.store.observe(() -> assertEachOnce(archive.store));

    steps.forEach(step -> step.on(archive));
    archive.faults.clear();
    archive.store.holdUp(-1, () -> {});
    archive.drain();
    settle(archive);

    List<String> expected = archive.logs.stream().flatMap(log -> log.values().stream()).toList();
    assertThat(archive.store.lines()).containsExactlyInAnyOrderElementsOf(expected);
    assertMergedAsFarAsCanBe(archive.store);
  }

  /** A day after the last merge everything needless is deleted. */
  private static void settle(Archive archive) {
    for (int run = 0; run < 3; run++) {
      archive.pass(DAY.plusHours(2));
      compact(archive);
    }
  }

  private static void compact(Archive archive) {
    Map<TopicPartition, Long> committed = new HashMap<>();
    archive.committed.forEach((partition, offset) -> committed.put(partition, offset.offset()));
    Compactor compactor = new Compactor(archive.store, () -> committed, POLICY, archive::now);
    try {
      compactor.run(Records.EVERYTHING, Deeds.ignored());
    } catch (SinkUnavailableException | Crash e) {
      // a later run goes on
    }
  }

  private static void assertEachOnce(MemoryStore store) {
    List<String> read = store.lines(Replacements.counting(store.listed(), store::described));
    assertThat(read).hasSameSizeAs(store.archived());
    assertThat(new HashSet<>(read)).isEqualTo(store.archived());
  }

  private static void assertMergedAsFarAsCanBe(MemoryStore store) {
    Map<Object, Long> left =
        store.listed().stream()
            .map(ArchivedObject::key)
            .filter(key -> !ObjectGroup.isMerged(key))
            .collect(
                Collectors.groupingBy(
                    key -> List.of(ObjectGroup.ofKey(key), Compression.ofKey(key)),
                    Collectors.counting()));
    assertThat(left.values()).allMatch(count -> count == 1);
    assertThat(store.described()).containsAll(store.keys());
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<Step> simple =
        Arbitraries.frequencyOf(
            Tuple.of(6, ArchiveSteps.any()),
            Tuple.of(6, crumbs()),
            Tuple.of(3, passes()),
            Tuple.of(2, Arbitraries.just(CompactionModelTest::compact)),
            Tuple.of(3, kills()),
            Tuple.of(1, Arbitraries.integers().between(0, 99).map(CompactionModelTest::putAgain)),
            Tuple.of(1, looks()));
    return Arbitraries.frequencyOf(Tuple.of(6, simple), Tuple.of(1, heldUp(simple)))
        .list()
        .ofMaxSize(80);
  }

  /** A few lines of an hour, stored at once. */
  private static Arbitrary<Step> crumbs() {
    return Combinators.combine(
            Arbitraries.integers().between(0, Archive.PARTITIONS - 1),
            Arbitraries.integers().between(0, 1))
        .as(
            (partition, hour) ->
                archive -> {
                  archive.logs.get(partition).append(Records.FILED_AT.plus(Duration.ofHours(hour)));
                  archive.fetch(partition, Integer.MAX_VALUE, true);
                  archive.write(Moment.LAST);
                });
  }

  /** A compactor is killed, or the store refuses it something, at one of its calls. */
  private static Arbitrary<Step> kills() {
    return Combinators.combine(
            Arbitraries.of(Fault.values()), Arbitraries.integers().between(0, 20))
        .as(
            (fault, calls) ->
                archive -> {
                  archive.faults.plan(fault, calls);
                  compact(archive);
                  archive.faults.clear();
                });
  }

  private static Step putAgain(int cut) {
    return archive -> archive.store.putAgain(cut);
  }

  private static Arbitrary<Step> passes() {
    return Arbitraries.integers()
        .between(1, 30)
        .map(hours -> archive -> archive.pass(Duration.ofHours(hours)));
  }

  private static Arbitrary<Step> looks() {
    return Combinators.combine(
            Arbitraries.doubles().between(0, 1), Arbitraries.integers().between(0, 6))
        .as(
            (share, changes) ->
                archive -> {
                  Look look = new Look(archive, share, changes, DAY);
                  archive.store.observe(look::check);
                });
  }

  /** A compactor is held up at a call, however long, and much happens meanwhile. */
  private static Arbitrary<Step> heldUp(Arbitrary<Step> meanwhile) {
    return Combinators.combine(
            Arbitraries.integers().between(0, 12), meanwhile.list().ofMaxSize(12))
        .as(
            (calls, steps) ->
                archive -> {
                  archive.store.holdUp(
                      calls, () -> new ArrayList<>(steps).forEach(step -> step.on(archive)));
                  compact(archive);
                  archive.store.holdUp(-1, () -> {});
                });
  }
}
