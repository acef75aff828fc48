package dev.tailrace.sinks.s3;

import dev.tailrace.schemas.Category;
import dev.tailrace.sinks.core.Timestamps;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The cuts of one partition: one that takes records, before it at most one that is sealed and on
 * its way to the store. After a crash the first cut is the one a predecessor announced; it takes
 * records up to the end that was announced and is sealed there, not sooner and not later.
 */
final class PartitionCuts {
  private static final long UNKNOWN = -1;

  private final TopicPartition partition;
  private final Category category;
  private final FrameCompressors compressors;

  /** Where the next cut starts: all before it is stored, or in the sealed cut. */
  private long start;

  /** No record before this offset can come any more. */
  private long next;

  private @Nullable CutIntent recovered;
  private @Nullable Cut open;
  private @Nullable SealedCut sealed;

  PartitionCuts(
      TopicPartition partition,
      Category category,
      Optional<OffsetAndMetadata> committed,
      FrameCompressors compressors) {
    this.partition = partition;
    this.category = category;
    this.compressors = compressors;
    this.start = committed.map(OffsetAndMetadata::offset).orElse(UNKNOWN);
    this.next = start;
    this.recovered = committed.flatMap(CutIntent::of).orElse(null);
  }

  TopicPartition partition() {
    return partition;
  }

  void put(ConsumerRecord<byte[], byte[]> record, LongSupplier nanoClock) {
    if (record.offset() < next) {
      startOver(record.offset());
    }
    reached(record.offset());
    if (start == UNKNOWN) {
      start = record.offset();
    }
    if (open == null) {
      open = new Cut(partition, category, start, nanoClock.getAsLong(), compressor());
    }
    open.add(record);
    next = record.offset() + 1;
  }

  /** No record before this offset will come any more. */
  void reached(long position) {
    if (recovered != null && position >= recovered.end()) {
      sealAt(recovered, true);
      recovered = null;
    }
  }

  /** Ends the open cut before this offset, which no record that is to come is before. */
  void seal(long position) {
    Cut cut =
        sealable()
            .orElseThrow(
                () -> new IllegalStateException("there is no cut to seal in " + partition));
    sealAt(new CutIntent(Math.max(position, next), cut.compression()), false);
  }

  /** The open cut if it may be sealed now: it has records, and none before it is under way. */
  Optional<Cut> sealable() {
    return recovered == null && sealed == null ? Optional.ofNullable(open) : Optional.empty();
  }

  Optional<SealedCut> sealed() {
    return Optional.ofNullable(sealed);
  }

  /** The sealed cut is stored and its end is committed. */
  void completed() {
    sealed = null;
  }

  /** Whether nothing is buffered, yet the position moved: past transaction markers. */
  boolean idleBefore(long position) {
    return open == null && sealed == null && recovered == null && position > Math.max(start, 0);
  }

  /** There was nothing to store before this offset, and it is committed. */
  void skippedTo(long position) {
    start = position;
    next = position;
  }

  /** What is buffered, in bytes. */
  long memory() {
    return (open == null ? 0 : open.memory()) + (sealed == null ? 0 : sealed.memory());
  }

  /**
   * What was announced is repeated as it was announced, though new cuts be compressed otherwise.
   */
  private FrameCompressor compressor() {
    return recovered == null ? compressors.chosen() : compressors.of(recovered.compression());
  }

  private void sealAt(CutIntent intent, boolean announced) {
    List<ArchiveObject> objects = open == null ? List.of() : open.finish();
    Timestamps timestamps = open == null ? new Timestamps() : open.timestamps();
    sealed = new SealedCut(start, intent, objects, timestamps, announced);
    open = null;
    start = intent.end();
    next = Math.max(next, start);
  }

  /** Offsets went back: the topic was made anew. What was announced is gone with the old one. */
  private void startOver(long offset) {
    if (open != null || sealed != null) {
      throw new IllegalStateException(
          "%s went back from offset %d to %d".formatted(partition, next, offset));
    }
    recovered = null;
    start = offset;
  }
}
