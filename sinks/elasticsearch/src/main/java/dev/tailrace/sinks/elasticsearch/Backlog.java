package dev.tailrace.sinks.elasticsearch;

import dev.tailrace.sinks.elasticsearch.Filing.Document;
import dev.tailrace.sinks.elasticsearch.Filing.Refused;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** What was put and is not durable yet. */
final class Backlog {
  private static final int SMALLEST_BODY = 4 << 10;

  private final ElasticsearchConfig.Bulk limits;
  private final LongSupplier nanoClock;
  private final Deque<Batch<Document>> batches = new ArrayDeque<>();
  private final Deque<Refused> refused = new ArrayDeque<>();
  private int documents;
  private long bytes;
  private long oldestSince;
  private int expectedBody = SMALLEST_BODY;

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
    Batch<Document> last = batches.peekLast();
    if (last == null || !hasRoom(last, document)) {
      last = new Batch<>(expectedBody);
      batches.addLast(last);
    }
    last.add(document);
    documents++;
    bytes += document.json().length;
  }

  /** A document above the limit comes alone. */
  private boolean hasRoom(Batch<Document> batch, Document next) {
    return batch.size() < limits.count()
        && batch.bytes() + next.json().length <= limits.bytes().bytes();
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
  List<Batch<Document>> takeBatches(int most) {
    List<Batch<Document>> taken = new ArrayList<>();
    while (taken.size() < most && !batches.isEmpty()) {
      Batch<Document> batch = batches.removeFirst();
      documents -= batch.size();
      bytes -= batch.bytes();
      expectedBody = Math.max(SMALLEST_BODY, batch.length());
      taken.add(batch);
    }
    return taken;
  }

  /** Puts documents back to the front, in their order. */
  void putBack(List<Document> first) {
    if (!first.isEmpty()) {
      batchAnew(Stream.concat(first.stream(), documents()));
    }
  }

  private Stream<Document> documents() {
    return batches.stream().flatMap(batch -> batch.documents().stream());
  }

  private void batchAnew(Stream<Document> inOrder) {
    List<Document> all = inOrder.toList();
    batches.clear();
    documents = 0;
    bytes = 0;
    all.forEach(this::add);
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
    batchAnew(documents().filter(document -> !isOf(document.record(), partition)));
    refused.removeIf(refusal -> isOf(refusal.record(), partition));
  }

  private static boolean isOf(ConsumerRecord<byte[], byte[]> record, TopicPartition partition) {
    return record.partition() == partition.partition() && record.topic().equals(partition.topic());
  }
}
