package dev.tailrace.sinks.s3;

import dev.tailrace.sinks.core.SinkMetrics;
import dev.tailrace.sinks.core.SinkUnavailableException;
import dev.tailrace.sinks.core.Timestamps;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;

/** A cut that has all its records. Its extent never changes again. */
final class SealedCut {
  private final long start;
  private final CutIntent intent;
  private final Deque<Upload> waiting;
  private final Timestamps timestamps;
  private boolean announced;

  /**
   * @param intent where it ends and what its keys follow from
   * @param timestamps Kafka's timestamps of its records
   * @param announced whether its intent is committed already
   */
  SealedCut(
      long start,
      CutIntent intent,
      List<ArchiveObject> objects,
      Timestamps timestamps,
      boolean announced) {
    this.start = start;
    this.intent = intent;
    this.waiting = new ArrayDeque<>();
    objects.stream().flatMap(ArchiveObject::uploads).forEach(waiting::add);
    this.timestamps = timestamps;
    this.announced = announced;
  }

  boolean announced() {
    return announced;
  }

  void markAnnounced() {
    announced = true;
  }

  /** What to commit before anything of it is stored: the offset unchanged, and where it ends. */
  OffsetAndMetadata intent() {
    return new OffsetAndMetadata(start, intent.metadata());
  }

  /** What to commit once all of it is stored. */
  OffsetAndMetadata completion() {
    return new OffsetAndMetadata(intent.end(), "");
  }

  /**
   * Stores what is not stored yet: each object, then its manifest. What is stored is let go, so a
   * repeated call goes on.
   */
  void store(ObjectStore store) throws SinkUnavailableException {
    if (!announced) {
      throw new IllegalStateException("a cut must be announced before it is stored");
    }
    for (Upload next = waiting.peek(); next != null; next = waiting.peek()) {
      store.put(next);
      waiting.remove();
    }
  }

  /** Tells what became of its records, once it is stored and its end is committed. */
  void settle(SinkMetrics metrics) {
    metrics.settled(SinkMetrics.Result.STORED, timestamps);
  }

  long records() {
    return timestamps.size();
  }

  /** What it occupies, in bytes. */
  long memory() {
    return timestamps.memory() + waiting.stream().mapToLong(Upload::size).sum();
  }
}
