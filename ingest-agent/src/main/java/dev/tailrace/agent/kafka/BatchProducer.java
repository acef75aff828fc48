package dev.tailrace.agent.kafka;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.internal.Record;
import org.jspecify.annotations.Nullable;

/**
 * An idempotent producer with {@code acks=all} that never gives up: what it has taken it sends
 * again and again, and the records of a partition become durable in their order.
 *
 * @param <R> what is told when a batch is durable; one for each batch
 */
public final class BatchProducer<R extends Receipt> implements AutoCloseable {
  private final BrokerLink link;
  private final Sender sender;
  private final Supplier<R> receipts;
  private final Consumer<RefusedRecord> refusals;
  private final Compressor compressor;
  private final BatchSize batchSize;
  private final long lingerMillis;
  private final List<Outlet<R>> outlets = new ArrayList<>();
  private final Map<String, List<Outlet<R>>> byTopic = new HashMap<>();
  private long heldBytes;
  private int openBatches;

  /**
   * Connects to nothing before {@link #poll}.
   *
   * @param properties of a Kafka producer; {@code batch.size} counts compressed bytes, as it does
   *     for Kafka's own producer
   * @param topics all that will be written to
   * @param receipts makes the receipt of each batch
   * @param refusals takes the records that the broker refuses
   * @throws org.apache.kafka.common.KafkaException if the properties are wrong, or no bootstrap
   *     server can be resolved
   */
  public BatchProducer(
      Map<String, Object> properties,
      List<String> topics,
      Supplier<R> receipts,
      Consumer<RefusedRecord> refusals) {
    link = new BrokerLink(properties, topics);
    sender = new Sender(link);
    this.receipts = receipts;
    this.refusals = refusals;
    ProducerConfig config = link.config();
    int batchBytes = config.getInt(ProducerConfig.BATCH_SIZE_CONFIG);
    batchSize = new BatchSize(batchBytes);
    compressor =
        new Compressor(
            Compression.of(config.getString(ProducerConfig.COMPRESSION_TYPE_CONFIG)).build(),
            batchBytes,
            link::wakeup);
    lingerMillis = config.getLong(ProducerConfig.LINGER_MS_CONFIG);
  }

  /** How many partitions a topic has; 0 while that is not known, or if it does not exist. */
  public int partitions(String topic) {
    return link.partitions(topic);
  }

  /** Bytes, before compression, that were taken and are not durable. */
  public long heldBytes() {
    return heldBytes;
  }

  /**
   * Takes a record. The topic's partitions must be known.
   *
   * @param own headers of this record alone
   * @param timestamp in milliseconds since 1970
   * @param value the bytes of it from {@code from} to {@code to}, copied
   * @return the receipt of the batch that the record is in
   */
  public R append(
      String topic,
      RecordFrame frame,
      OwnHeaders own,
      long timestamp,
      byte[] value,
      int from,
      int to) {
    Outlet<R> outlet = outlet(topic, frame);
    OpenBatch open = outlet.open();
    if (open.bytes() > 0 && open.bytes() + (to - from) > batchSize.uncompressed()) {
      seal(outlet);
    }
    openBatches += open.isEmpty() ? 1 : 0;
    int before = open.bytes();
    open.append(frame, own, timestamp, value, from, to);
    heldBytes += open.bytes() - before;
    return outlet.receipt(receipts);
  }

  private Outlet<R> outlet(String topic, RecordFrame frame) {
    List<Outlet<R>> known = byTopic.get(topic);
    if (known == null) {
      known = outlets(topic);
      byTopic.put(topic, known);
    }
    return known.get(frame.partition(known.size()));
  }

  private List<Outlet<R>> outlets(String topic) {
    List<Outlet<R>> made = new ArrayList<>();
    for (int i = 0; i < partitions(topic); i++) {
      made.add(new Outlet<>(sender.lane(new TopicPartition(topic, i))));
    }
    if (made.isEmpty()) {
      throw new IllegalStateException("the partitions of " + topic + " are not known");
    }
    outlets.addAll(made);
    return made;
  }

  private void seal(Outlet<R> outlet) {
    outlet.seal(compressor);
    openBatches--;
  }

  /**
   * Sends and receives, and tells the receipts of what has become durable.
   *
   * @param wait for something to happen, in milliseconds
   */
  public void poll(long wait) {
    compressor.check();
    long now = System.currentTimeMillis();
    sealDue(now);
    sender.send(now);
    sender.poll(openBatches > 0 ? Math.min(wait, lingerMillis) : wait, now);
    for (Lane lane : sender.lanes()) {
      for (SealedBatch batch : lane.takeDurable()) {
        settle(batch);
      }
      SealedBatch refused = lane.refusedHead();
      if (refused != null && !refused.handedOver()) {
        refused.handOver();
        refused(lane, refused);
      }
    }
  }

  private void sealDue(long now) {
    if (openBatches > 0) {
      for (Outlet<R> outlet : outlets) {
        OpenBatch open = outlet.open();
        boolean due = Math.abs(now - open.openedAt()) >= lingerMillis;
        if (!open.isEmpty() && (due || open.bytes() >= batchSize.uncompressed())) {
          seal(outlet);
        }
      }
    }
  }

  private void settle(SealedBatch batch) {
    heldBytes -= batch.weight();
    batchSize.learn(batch.weight(), batch.buffer().limit());
    compressor.recycle(batch.buffer());
    batch.receipt().durable();
  }

  /** Finds out which record it is: each gets a batch of its own. */
  private void refused(Lane lane, SealedBatch batch) {
    List<Record> records = batch.contents();
    if (records.size() > 1) {
      List<SealedBatch> singles = Splitting.split(records, batch.receipt());
      heldBytes -= batch.weight();
      heldBytes += singles.stream().mapToInt(SealedBatch::weight).sum();
      singles.forEach(compressor::compress);
      lane.replaceHead(singles);
    } else {
      refusals.accept(
          new RefusedRecord(
              lane.partition().topic(),
              records.get(0),
              batch.refusal(),
              () -> lane.replaceHead(List.of()),
              () -> settle(batch)));
    }
  }

  /** When the oldest record was observed that is not durable; {@link Long#MAX_VALUE} if all are. */
  public long oldest() {
    long oldest = Long.MAX_VALUE;
    for (Lane lane : sender.lanes()) {
      oldest = Math.min(oldest, lane.oldest());
    }
    return oldest;
  }

  /** Why the last attempt failed, in words; null since one has succeeded. */
  public @Nullable String problem() {
    return sender.problem();
  }

  /** How many attempts have failed. */
  public long failures() {
    return sender.failures();
  }

  /** Ends a wait in {@link #poll}; for any thread. */
  public void wakeup() {
    link.wakeup();
  }

  /** Frees everything at once. */
  @Override
  public void close() {
    compressor.close();
    link.close();
  }
}
