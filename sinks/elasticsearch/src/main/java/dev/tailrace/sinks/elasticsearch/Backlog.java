package dev.tailrace.sinks.elasticsearch;

import dev.tailrace.sinks.core.Partitions;
import dev.tailrace.sinks.elasticsearch.Filing.Document;
import dev.tailrace.sinks.elasticsearch.Filing.Refused;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.LongSupplier;
import org.apache.kafka.common.TopicPartition;

/** What was put and is neither under way nor durable. */
final class Backlog {
  private final ElasticsearchConfig.Bulk limits;
  private final LongSupplier nanoClock;
  private final Deque<Batch> batches = new ArrayDeque<>();
  private final Deque<Batch> spare = new ArrayDeque<>();
  private final Deque<Refused> refused = new ArrayDeque<>();
  private long begun;

  Backlog(ElasticsearchConfig.Bulk limits, LongSupplier nanoClock) {
    this.limits = limits;
    this.nanoClock = nanoClock;
  }

  void add(Filing filing) {
    if (filing instanceof Document document) {
      add(document);
    } else if (filing instanceof Refused refusal) {
      refused.addLast(refusal);
    }
  }

  private void add(Document document) {
    Batch last = batches.peekLast();
    if (last == null || !hasRoom(last, document)) {
      Batch empty = spare.isEmpty() ? new Batch() : spare.removeLast();
      last = empty.begin(++begun, nanoClock.getAsLong());
      batches.addLast(last);
    }
    last.add(document);
  }

  /** A document above the limit comes alone. */
  private boolean hasRoom(Batch batch, Document next) {
    return batch.size() < limits.count()
        && batch.body().documentBytes() + next.record().value().length <= limits.bytes().bytes();
  }

  /** Whether a batch is as large as it may become. */
  boolean isFull(Batch batch) {
    return batch.size() >= limits.count() || batch.body().documentBytes() >= limits.bytes().bytes();
  }

  boolean hasDocuments() {
    return !batches.isEmpty();
  }

  /** Whether there are documents enough for a request. */
  boolean isFull() {
    return batches.size() > 1 || (hasDocuments() && isFull(batches.getFirst()));
  }

  /** Whether the next batch should be sent now: it is full, or has waited long enough. */
  boolean isDue() {
    return isFull()
        || (hasDocuments()
            && nanoClock.getAsLong() - batches.getFirst().begunNanos() >= limits.age().toNanos());
  }

  /** Takes the next batch out. There must be one. */
  Batch take() {
    return batches.removeFirst();
  }

  /** Puts what must be sent again to the front. */
  void putBack(Batch batch) {
    batches.addFirst(batch);
  }

  /** Takes back the memory of a batch that is stored; nobody else may use it any more. */
  void recycle(Batch batch) {
    if (spare.size() < limits.concurrency()) {
      spare.addLast(batch);
    }
  }

  /**
   * The number of the batch that was begun last; every document that was put is in it or before.
   */
  long lastNumber() {
    return begun;
  }

  /** Whether there are documents of a batch that was begun as that one or before. */
  boolean hasUpTo(long number) {
    return batches.stream().anyMatch(batch -> batch.number() <= number);
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
    List<Batch> all = List.copyOf(batches);
    batches.clear();
    all.stream()
        .map(batch -> batch.where(i -> !batch.partition(i).equals(partition)))
        .filter(batch -> batch.size() > 0)
        .forEach(batches::addLast);
    refused.removeIf(refusal -> Partitions.has(partition, refusal.record()));
  }
}
