package dev.tailrace.agent.kafka;

import dev.tailrace.agent.kafka.SealedBatch.State;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.internal.DefaultRecordBatch;
import org.jspecify.annotations.Nullable;

/**
 * The batches of one partition, in order. Up to five are in flight, which is what a broker
 * remembers of a producer. After a failure all answers are awaited, then everything from the first
 * batch that is not durable is sent again under the same sequence numbers: what the broker has
 * already, it drops. So no batch is ever stored before one that was sent earlier.
 */
final class Lane {
  private static final int WINDOW = 5;
  private static final long NEVER = Long.MIN_VALUE;

  /** A broker forgets a producer that was quiet for a day (producer.id.expiration.ms). */
  private static final long REMEMBERED_MILLIS = 3_600_000;

  private final TopicPartition partition;
  private final Deque<SealedBatch> queue = new ArrayDeque<>();
  private int nextSequence;
  private int inFlight;
  private boolean rewinding;
  private long notBefore;
  private long durableAt = NEVER;

  Lane(TopicPartition partition) {
    this.partition = partition;
  }

  TopicPartition partition() {
    return partition;
  }

  /** Whether all batches before it are durable. */
  boolean isFirst(SealedBatch batch) {
    return batch == queue.peek();
  }

  boolean isIdle() {
    return queue.isEmpty();
  }

  void add(SealedBatch batch) {
    queue.add(batch);
  }

  /** The next batch to send now, numbered; null if there is none or the window is full. */
  @Nullable SealedBatch next(long now) {
    if (rewinding || now < notBefore) {
      return null;
    }
    int window = window(now);
    int place = 0;
    for (SealedBatch batch : queue) {
      // Counted from the first that is not durable: the broker may have stored it and must still
      // know it when it comes again.
      if (++place > window) {
        return null;
      }
      if (batch.state() == State.REFUSED || !batch.isCompressed()) {
        return null;
      }
      if (batch.state() == State.WAITING) {
        number(batch);
        return batch;
      }
    }
    return null;
  }

  /**
   * A broker that does not know the producer takes any number for its first, so until it has told
   * that it has stored a batch, nothing may be sent that could overtake that batch.
   */
  private int window(long now) {
    return durableAt != NEVER && now - durableAt < REMEMBERED_MILLIS ? WINDOW : 1;
  }

  private void number(SealedBatch batch) {
    if (batch.sequence() == SealedBatch.NO_SEQUENCE) {
      batch.sequence(nextSequence);
      nextSequence = DefaultRecordBatch.incrementSequence(nextSequence, batch.count());
    }
  }

  void sent(SealedBatch batch) {
    batch.state(State.IN_FLIGHT);
    inFlight++;
  }

  void durable(SealedBatch batch, long now) {
    durableAt = now;
    batch.state(State.DURABLE);
    answered();
  }

  /** Only the first batch can be refused: a broker takes none behind one that it refused. */
  void refused(SealedBatch batch) {
    if (isFirst(batch)) {
      batch.state(State.REFUSED);
      rewinding = inFlight > 1;
      answered();
    } else {
      failed(batch, notBefore);
    }
  }

  /** Everything that is not durable is to be sent again, from then on. */
  void failed(SealedBatch batch, long again) {
    batch.state(State.WAITING);
    rewinding = true;
    notBefore = Math.max(notBefore, again);
    answered();
  }

  private void answered() {
    inFlight--;
    rewinding &= inFlight > 0;
  }

  /** Takes the batches from the front that are durable; in order. */
  List<SealedBatch> takeDurable() {
    if (queue.isEmpty() || queue.peek().state() != State.DURABLE) {
      return List.of();
    }
    List<SealedBatch> taken = new ArrayList<>();
    while (!queue.isEmpty() && queue.peek().state() == State.DURABLE) {
      taken.add(queue.remove());
    }
    return taken;
  }

  /** The first batch if the broker refused it. */
  @Nullable SealedBatch refusedHead() {
    SealedBatch head = queue.peek();
    return head != null && head.state() == State.REFUSED && inFlight == 0 ? head : null;
  }

  /** Puts other batches, or none, in the place of the first; all that follow are numbered anew. */
  void replaceHead(List<SealedBatch> others) {
    SealedBatch head = queue.remove();
    numberFrom(head.sequence());
    for (int i = others.size() - 1; i >= 0; i--) {
      queue.addFirst(others.get(i));
    }
  }

  /** When the first record of the first batch was observed; {@link Long#MAX_VALUE} if none is. */
  long oldest() {
    SealedBatch head = queue.peek();
    return head == null ? Long.MAX_VALUE : head.firstTimestamp();
  }

  int inFlight() {
    return inFlight;
  }

  /** Under a new producer id numbers begin at 0. Nothing may be in flight. */
  void renumber() {
    numberFrom(0);
    durableAt = NEVER;
  }

  private void numberFrom(int sequence) {
    nextSequence = sequence;
    queue.forEach(batch -> batch.sequence(SealedBatch.NO_SEQUENCE));
  }
}
