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
  private final Deque<Document> documents = new ArrayDeque<>();
  private final Deque<Refused> refused = new ArrayDeque<>();
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
      documents.addLast(document);
      bytes += document.bytes();
    } else if (filing instanceof Refused refusal) {
      refused.addLast(refusal);
    }
  }

  boolean isEmpty() {
    return documents.isEmpty() && refused.isEmpty();
  }

  /** Whether so many full bulk requests wait. */
  boolean full(int batches) {
    return bytes >= batches * limits.bytes().bytes()
        || documents.size() + refused.size() >= batches * limits.count();
  }

  /**
   * Whether it should be written now.
   *
   * @param batches so many bulk requests can be sent at once
   */
  boolean due(int batches) {
    return full(batches)
        || (!isEmpty() && nanoClock.getAsLong() - oldestSince >= limits.age().toNanos());
  }

  /** Takes the documents of the next bulk requests out, of at most so many. */
  List<List<Document>> takeBatches(int most) {
    List<List<Document>> batches = new ArrayList<>();
    while (batches.size() < most && !documents.isEmpty()) {
      batches.add(takeBatch());
    }
    return batches;
  }

  /** A document above the limit comes alone. */
  private List<Document> takeBatch() {
    List<Document> batch = new ArrayList<>();
    long size = 0;
    while (!documents.isEmpty() && batch.size() < limits.count()) {
      int next = documents.getFirst().bytes();
      if (!batch.isEmpty() && size + next > limits.bytes().bytes()) {
        break;
      }
      batch.add(documents.removeFirst());
      size += next;
    }
    bytes -= size;
    return batch;
  }

  /** Puts documents back to the front, in their order. */
  void putBack(List<Document> batch) {
    for (int i = batch.size() - 1; i >= 0; i--) {
      documents.addFirst(batch.get(i));
      bytes += batch.get(i).bytes();
    }
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
    documents.removeIf(document -> isOf(document.record(), partition));
    refused.removeIf(refusal -> isOf(refusal.record(), partition));
    bytes = documents.stream().mapToLong(Document::bytes).sum();
  }

  private static boolean isOf(ConsumerRecord<byte[], byte[]> record, TopicPartition partition) {
    return record.partition() == partition.partition() && record.topic().equals(partition.topic());
  }
}
