package dev.tailrace.sinks.s3;

import dev.tailrace.schemas.Category;
import dev.tailrace.schemas.Topics;
import dev.tailrace.sinks.core.Committer;
import dev.tailrace.sinks.core.Partitions;
import dev.tailrace.sinks.core.Sink;
import dev.tailrace.sinks.core.SinkMetrics;
import dev.tailrace.sinks.core.SinkUnavailableException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores every record of the archived categories once. Each cut goes through three steps: commit
 * the unchanged offset with the cut's end as metadata, store its objects, commit its end. A crash
 * after the first step makes the next owner of the partition repeat the same cut.
 */
final class S3Sink implements Sink {
  private static final Logger LOG = LoggerFactory.getLogger(S3Sink.class);

  /** Putting asks whether it is full only after this much came, as the answer costs a walk. */
  private static final int CHECK_EVERY_BYTES = 64 << 10;

  private static final TopicPartition FIRST = new TopicPartition(topics().get(0), 0);

  private final ObjectStore store;
  private final SinkMetrics metrics;
  private final CutPolicy policy;
  private final LongSupplier nanoClock;
  private final FrameCompressors compressors;
  private final Map<TopicPartition, PartitionCuts> partitions = new LinkedHashMap<>();
  private @Nullable PartitionCuts latest;
  private volatile boolean first;
  private long uncheckedBytes;
  private boolean full;

  S3Sink(S3Config config, ObjectStore store, SinkMetrics metrics) {
    this(
        new CutPolicy(config),
        new FrameCompressors(config.compression()),
        store,
        metrics,
        System::nanoTime);
  }

  S3Sink(
      CutPolicy policy,
      FrameCompressors compressors,
      ObjectStore store,
      SinkMetrics metrics,
      LongSupplier nanoClock) {
    this.policy = policy;
    this.compressors = compressors;
    this.store = store;
    this.metrics = metrics;
    this.nanoClock = nanoClock;
  }

  /** The topics of the categories that are archived. */
  static List<String> topics() {
    return Arrays.stream(Category.values())
        .filter(Category::archived)
        .map(category -> Topics.of(category).name())
        .toList();
  }

  /**
   * Whether this sink is, of all that share the topics, the one that does what needs to be done
   * once. For any thread; while partitions move, none or two may be.
   */
  boolean isFirst() {
    return first;
  }

  @Override
  public void assigned(TopicPartition partition, Optional<OffsetAndMetadata> committed) {
    Category category = category(partition.topic());
    latest = null;
    partitions.put(partition, new PartitionCuts(partition, category, committed, compressors));
    first = partitions.containsKey(FIRST);
    committed
        .flatMap(CutIntent::of)
        .ifPresent(
            intent ->
                LOG.atInfo()
                    .addKeyValue("partition", partition)
                    .addKeyValue("end", intent.end())
                    .log("repeating a cut that was not completed"));
  }

  @Override
  public void put(ConsumerRecord<byte[], byte[]> record) {
    of(record).put(record, nanoClock);
    uncheckedBytes += Math.max(1, record.serializedValueSize());
    if (uncheckedBytes >= CHECK_EVERY_BYTES) {
      checkFull();
    }
  }

  @Override
  public boolean full() {
    return full;
  }

  @Override
  public void write(Committer committer, Moment moment) throws SinkUnavailableException {
    try {
      partitions.forEach((partition, cuts) -> cuts.reached(committer.position(partition)));
      completeSealed(committer); // what failed before, or was recovered
      for (PartitionCuts cuts : policy.due(partitions.values(), moment, nanoClock.getAsLong())) {
        cuts.seal(committer.position(cuts.partition()));
      }
      completeSealed(committer);
      skipMarkers(committer);
    } finally {
      checkFull();
    }
  }

  @Override
  public void revoked(TopicPartition partition) {
    partitions.remove(partition);
    latest = null;
    first = partitions.containsKey(FIRST);
    checkFull();
  }

  @Override
  public void close() {
    compressors.close();
    store.close();
  }

  private void completeSealed(Committer committer) throws SinkUnavailableException {
    announce(committer);
    for (PartitionCuts cuts : partitions.values()) {
      Optional<SealedCut> sealed = cuts.sealed();
      if (sealed.isPresent()) {
        complete(cuts, sealed.get(), committer);
      }
    }
  }

  private void announce(Committer committer) {
    Map<TopicPartition, SealedCut> sealed = new HashMap<>();
    partitions.forEach(
        (partition, cuts) ->
            cuts.sealed()
                .filter(cut -> !cut.announced())
                .ifPresent(cut -> sealed.put(partition, cut)));
    if (!sealed.isEmpty()) {
      Map<TopicPartition, OffsetAndMetadata> intents = new HashMap<>();
      sealed.forEach((partition, cut) -> intents.put(partition, cut.intent()));
      committer.commit(intents);
      sealed.values().forEach(SealedCut::markAnnounced);
    }
  }

  private void complete(PartitionCuts cuts, SealedCut cut, Committer committer)
      throws SinkUnavailableException {
    cut.store(store);
    committer.commit(Map.of(cuts.partition(), cut.completion()));
    cuts.completed();
    cut.settle(metrics);
    LOG.atInfo()
        .addKeyValue("partition", cuts.partition())
        .addKeyValue("start", cut.intent().offset())
        .addKeyValue("end", cut.completion().offset())
        .addKeyValue("records", cut.records())
        .log("cut stored");
  }

  /** Commits positions that only transaction markers moved, so that a lag of nothing shows as 0. */
  private void skipMarkers(Committer committer) {
    Map<TopicPartition, OffsetAndMetadata> skipped = new HashMap<>();
    partitions.forEach(
        (partition, cuts) -> {
          long position = committer.position(partition);
          if (cuts.idleBefore(position)) {
            skipped.put(partition, new OffsetAndMetadata(position, ""));
          }
        });
    if (!skipped.isEmpty()) {
      committer.commit(skipped);
      skipped.forEach((partition, offset) -> of(partition).skippedTo(offset.offset()));
    }
  }

  private void checkFull() {
    uncheckedBytes = 0;
    full = policy.full(partitions.values());
  }

  /** A fetch brings many records of a partition after one another. */
  private PartitionCuts of(ConsumerRecord<byte[], byte[]> record) {
    PartitionCuts cuts = latest;
    if (cuts == null || !Partitions.has(cuts.partition(), record)) {
      cuts = of(Partitions.of(record));
      latest = cuts;
    }
    return cuts;
  }

  private PartitionCuts of(TopicPartition partition) {
    PartitionCuts cuts = partitions.get(partition);
    if (cuts == null) {
      throw new IllegalStateException(partition + " is not assigned to this sink");
    }
    return cuts;
  }

  private static Category category(String topic) {
    return Arrays.stream(Category.values())
        .filter(category -> Topics.of(category).name().equals(topic))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(topic + " is not a category's topic"));
  }
}
