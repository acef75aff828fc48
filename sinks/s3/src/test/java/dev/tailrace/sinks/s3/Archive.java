package dev.tailrace.sinks.s3;

import dev.tailrace.sinks.core.Committer;
import dev.tailrace.sinks.core.Sink.Moment;
import dev.tailrace.sinks.core.SinkUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * A sink between logs and a store in memory, driven step by step as the consumer loop drives it.
 */
final class Archive implements Committer {
  static final int PARTITIONS = 2;
  static final Duration INTERVAL = Duration.ofMinutes(5);
  private static final int FRAME_BYTES = 64;
  private static final int OBJECT_BYTES = 400;
  private static final int MEMORY_BYTES = 6000;
  private static final int MOST_ROUNDS = 1000;

  final Faults faults = new Faults();
  final MemoryStore store = new MemoryStore(faults, this::now);
  final List<PartitionLog> logs = new ArrayList<>();
  final Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
  private final boolean flushOnClose;
  private Compression compression = Compression.ZSTD;
  private long settled;
  private long nanos;
  private S3Sink sink;

  Archive() {
    this(true);
  }

  Archive(boolean flushOnClose) {
    this.flushOnClose = flushOnClose;
    for (int i = 0; i < PARTITIONS; i++) {
      logs.add(new PartitionLog(i));
    }
    sink = start();
  }

  long settled() {
    return settled;
  }

  boolean full() {
    return sink.full();
  }

  void fetch(int partition, int most, boolean pastMarkers) {
    if (!sink.full()) {
      logs.get(partition).fetch(most, pastMarkers).forEach(sink::put);
    }
  }

  void fetchAll() {
    for (int i = 0; i < PARTITIONS; i++) {
      fetch(i, Integer.MAX_VALUE, true);
    }
  }

  void pass(Duration time) {
    nanos += time.toNanos();
  }

  /** The time of the store's clock. It begins when the first records are filed. */
  Instant now() {
    return Records.FILED_AT.plusNanos(nanos);
  }

  /** Goes on until everything that was appended is stored, if nothing goes wrong any more. */
  void drain() {
    for (int round = 0; round < MOST_ROUNDS && !drained(); round++) {
      fetchAll();
      pass(INTERVAL);
      write(Moment.DUE);
    }
  }

  private boolean drained() {
    for (PartitionLog log : logs) {
      OffsetAndMetadata offset = committed.get(Records.partition(logs.indexOf(log)));
      if (log.end() != (offset == null ? 0 : offset.offset())) {
        return false;
      }
    }
    return true;
  }

  /** One write; after a failure the state is what the next write finds. */
  void write(Moment moment) {
    try {
      sink.write(this, moment);
    } catch (SinkUnavailableException e) {
      // tried again by a later write
    } catch (Crash e) {
      restart();
    }
  }

  /** The process ends here without another word, and another one starts. */
  void restart() {
    sink.close();
    sink = start();
  }

  /** The process ends, and starts with another configuration. */
  void restartWith(Compression other) {
    compression = other;
    restart();
  }

  void reassign(int partition) {
    sink.revoked(Records.partition(partition));
    assign(sink, partition);
  }

  @Override
  public long position(TopicPartition partition) {
    return logs.get(partition.partition()).position();
  }

  @Override
  public void commit(Map<TopicPartition, OffsetAndMetadata> offsets) {
    faults.crashable(() -> committed.putAll(offsets));
  }

  private S3Sink start() {
    CutPolicy policy = new CutPolicy(OBJECT_BYTES, MEMORY_BYTES, INTERVAL.toNanos(), flushOnClose);
    S3Sink started =
        new S3Sink(
            policy,
            new FrameCompressors(compression, FRAME_BYTES),
            store,
            (result, timestamp) -> settled++,
            () -> nanos);
    for (int i = 0; i < PARTITIONS; i++) {
      assign(started, i);
    }
    return started;
  }

  private void assign(S3Sink to, int partition) {
    Optional<OffsetAndMetadata> offset =
        Optional.ofNullable(committed.get(Records.partition(partition)));
    logs.get(partition).seek(offset.map(OffsetAndMetadata::offset).orElse(0L));
    to.assigned(Records.partition(partition), offset);
  }
}
