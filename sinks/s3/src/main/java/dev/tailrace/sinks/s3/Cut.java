package dev.tailrace.sinks.s3;

import dev.tailrace.schemas.Category;
import dev.tailrace.schemas.TailraceHeaders;
import dev.tailrace.sinks.core.Timestamps;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Records of one partition from an offset on, sorted into the objects that they become. */
final class Cut {
  private final TopicPartition partition;
  private final Category category;
  private final long start;
  private final long openedNanos;
  private final FrameCompressor compressor;
  private final Map<ObjectGroup, ObjectBuffer> buffers = new LinkedHashMap<>();
  private final Timestamps timestamps = new Timestamps();

  /** The hour of the last record, since 1970, and its buffer: nearly all records are of one. */
  private long latestHour;

  private @Nullable ObjectBuffer latest;
  private long compressedBytes;
  private long memory;

  Cut(
      TopicPartition partition,
      Category category,
      long start,
      long openedNanos,
      FrameCompressor compressor) {
    this.partition = partition;
    this.category = category;
    this.start = start;
    this.openedNanos = openedNanos;
    this.compressor = compressor;
  }

  void add(ConsumerRecord<byte[], byte[]> record) {
    if (record.value() == null) {
      return; // a tombstone says nothing that could be archived
    }
    long filedAt = filedAt(record);
    ObjectBuffer buffer = buffer(filedAt, record.offset());
    compressedBytes -= buffer.compressedBytes();
    memory -= buffer.memory();
    buffer.add(record.offset(), filedAt, record.value());
    timestamps.add(record.timestamp());
    compressedBytes += buffer.compressedBytes();
    memory += buffer.memory();
  }

  private ObjectBuffer buffer(long filedAt, long offset) {
    long hour = Math.floorDiv(filedAt, ObjectGroup.HOUR_MILLIS);
    if (latest == null || hour != latestHour) {
      latestHour = hour;
      latest =
          buffers.computeIfAbsent(
              ObjectGroup.of(category, filedAt),
              group -> {
                ObjectBuffer buffer = new ObjectBuffer(compressor, offset);
                memory += buffer.memory();
                return buffer;
              });
    }
    return latest;
  }

  long start() {
    return start;
  }

  Compression compression() {
    return compressor.compression();
  }

  /** When its first record came, by {@link System#nanoTime()}'s clock. */
  long openedNanos() {
    return openedNanos;
  }

  /** The size of its objects so far, without what is not compressed yet. */
  long compressedBytes() {
    return compressedBytes;
  }

  /** What it occupies, in bytes. */
  long memory() {
    return memory + timestamps.memory();
  }

  /** Kafka's timestamps of its records. */
  Timestamps timestamps() {
    return timestamps;
  }

  /** Its objects; no record may be added after. */
  List<ArchiveObject> finish() {
    List<ArchiveObject> objects = new ArrayList<>(buffers.size());
    buffers.forEach(
        (group, buffer) -> objects.add(buffer.finish(group.key(partition, start, compression()))));
    buffers.clear();
    latest = null;
    return objects;
  }

  private static long filedAt(ConsumerRecord<byte[], byte[]> record) {
    return TailraceHeaders.number(record.headers(), TailraceHeaders.FILED_AT)
        .orElse(record.timestamp());
  }
}
