package dev.tailrace.sinks.s3;

import static java.util.Comparator.comparingLong;

import dev.tailrace.sinks.core.Sink.Moment;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Says which open cuts are to be sealed: for their size, their age, for want of memory, or all. */
final class CutPolicy {
  private final long objectBytes;
  private final long memoryBytes;
  private final long intervalNanos;
  private final boolean flushOnClose;

  CutPolicy(S3Config config) {
    this(
        config.objectSize().bytes(),
        config.bufferMemory().bytes(),
        config.flushInterval().toNanos(),
        config.flushOnClose());
  }

  CutPolicy(long objectBytes, long memoryBytes, long intervalNanos, boolean flushOnClose) {
    this.objectBytes = objectBytes;
    this.memoryBytes = memoryBytes;
    this.intervalNanos = intervalNanos;
    this.flushOnClose = flushOnClose;
  }

  List<PartitionCuts> due(Collection<PartitionCuts> all, Moment moment, long nowNanos) {
    List<PartitionCuts> due = new ArrayList<>();
    List<PartitionCuts> others = new ArrayList<>();
    for (PartitionCuts cuts : all) {
      Optional<Cut> cut = cuts.sealable();
      if (cut.isPresent()) {
        (due(cut.get(), moment, nowNanos) ? due : others).add(cuts);
      }
    }
    addLargest(due, others, excess(all) - memory(due));
    return due;
  }

  /** Whether records should wait until what is buffered has been stored. */
  boolean full(Collection<PartitionCuts> all) {
    boolean large = all.stream().flatMap(cuts -> cuts.sealable().stream()).anyMatch(this::large);
    // A cut that is being repeated must get all its records, whatever it occupies.
    boolean canShrink =
        all.stream().anyMatch(cuts -> cuts.sealed().isPresent() || cuts.sealable().isPresent());
    return large || (canShrink && excess(all) > 0);
  }

  private boolean due(Cut cut, Moment moment, long nowNanos) {
    return (moment == Moment.LAST && flushOnClose)
        || large(cut)
        || nowNanos - cut.openedNanos() >= intervalNanos;
  }

  private boolean large(Cut cut) {
    return cut.compressedBytes() >= objectBytes;
  }

  private static void addLargest(List<PartitionCuts> due, List<PartitionCuts> others, long excess) {
    others.sort(comparingLong(PartitionCuts::memory).reversed());
    for (PartitionCuts cuts : others) {
      if (excess <= 0) {
        return;
      }
      due.add(cuts);
      excess -= cuts.memory();
    }
  }

  private long excess(Collection<PartitionCuts> all) {
    return memory(all) - memoryBytes;
  }

  private static long memory(Collection<PartitionCuts> all) {
    return all.stream().mapToLong(PartitionCuts::memory).sum();
  }
}
