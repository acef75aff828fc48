package dev.tailrace.sinks.elasticsearch;

import dev.tailrace.sinks.elasticsearch.Filing.Document;
import dev.tailrace.sinks.elasticsearch.Filing.Refused;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** What was put and is not durable yet. */
final class Backlog {
  private final ElasticsearchConfig.Bulk limits;
  private final LongSupplier nanoClock;
  private final Deque<Batch> batches = new ArrayDeque<>();
  private final Deque<Batch> spare = new ArrayDeque<>();
  private final Deque<Refused> refused = new ArrayDeque<>();
  private int documents;
  private long bytes;
  private long oldestSince;

  Backlog(ElasticsearchConfig.Bulk limits, LongSupplier nanoClock) {
    this.limits = limits;
    this.nanoClock = nanoClock;
  }

  void add(Filing filing) {
    if (isEmpty()) {
      oldestSince = nanoClock.getAsLong();
    }
    if (filing instanceof Document document) {
      add(document);
    } else if (filing instanceof Refused refusal) {
      refused.addLast(refusal);
    }
  }

  private void add(Document document) {
    Batch last = batches.peekLast();
    if (last == null || !hasRoom(last, document)) {
      last = spare.isEmpty() ? new Batch() : spare.removeLast();
      batches.addLast(last);
    }
    last.add(document);
    documents++;
    bytes += document.record().value().length;
  }

  /** A document above the limit comes alone. */
  private boolean hasRoom(Batch batch, Document next) {
    return batch.size() < limits.count()
        && batch.body().documentBytes() + next.record().value().length <= limits.bytes().bytes();
  }

  boolean isEmpty() {
    return documents == 0 && refused.isEmpty();
  }

  /** Whether so many full bulk requests wait. */
  boolean full(int requests) {
    return bytes >= requests * limits.bytes().bytes()
        || documents + refused.size() >= requests * limits.count();
  }

  /**
   * Whether it should be written now.
   *
   * @param requests so many bulk requests can be sent at once
   */
  boolean due(int requests) {
    return full(requests)
        || (!isEmpty() && nanoClock.getAsLong() - oldestSince >= limits.age().toNanos());
  }

  /** Takes the next bulk requests out, at most so many. */
  List<Batch> takeBatches(int most) {
    List<Batch> taken = new ArrayList<>();
    while (taken.size() < most && !batches.isEmpty()) {
      Batch batch = batches.removeFirst();
      count(batch, -1);
      taken.add(batch);
    }
    return taken;
  }

  /** Puts batches back to the front, in their order. */
  void putBack(List<Batch> first) {
    for (int i = first.size() - 1; i >= 0; i--) {
      batches.addFirst(first.get(i));
      count(first.get(i), 1);
    }
  }

  /** Takes back the memory of a batch that is stored; nobody else may use it any more. */
  void recycle(Batch batch) {
    if (spare.size() < limits.concurrency()) {
      batch.clear();
      spare.addLast(batch);
    }
  }

  private void count(Batch batch, int sign) {
    documents += sign * batch.size();
    bytes += sign * batch.body().documentBytes();
  }

  /** Those to send as dead letters; they stay until {@link #forgetRefused()}. */
  List<Refused> refused() {
    return List.copyOf(refused);
  }

  void forgetRefused() {
    refused.clear();
  }

  /** Drops all of a partition. */
  void forget(TopicPartition partition) {
    List<Batch> all = takeBatches(batches.size());
    putBack(
        all.stream()
            .map(batch -> batch.where(i -> !batch.partition(i).equals(partition)))
            .filter(batch -> batch.size() > 0)
            .toList());
    refused.removeIf(refusal -> isOf(refusal.record(), partition));
  }

  private static boolean isOf(ConsumerRecord<byte[], byte[]> record, TopicPartition partition) {
    return record.partition() == partition.partition() && record.topic().equals(partition.topic());
  }
}
