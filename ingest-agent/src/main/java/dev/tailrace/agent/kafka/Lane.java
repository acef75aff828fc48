package dev.tailrace.agent.kafka;

import dev.tailrace.agent.kafka.SealedBatch.State;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
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

  private final TopicPartition partition;
  private final Deque<SealedBatch> queue = new ArrayDeque<>();
  private int nextSequence;
  private int inFlight;
  private boolean rewinding;
  private long notBefore;

  Lane(TopicPartition partition) {
    this.partition = partition;
  }

  TopicPartition partition() {
    return partition;
  }

  Collection<SealedBatch> queue() {
    return queue;
  }

  boolean isIdle() {
    return queue.isEmpty();
  }

  void add(SealedBatch batch) {
    queue.add(batch);
  }

  /** The next batch to send now, numbered; null if there is none or the window is full. */
  @Nullable SealedBatch next(long now) {
    if (rewinding || inFlight == WINDOW || now < notBefore) {
      return null;
    }
    for (SealedBatch batch : queue) {
      if (batch.state() == State.REFUSED) {
        return null;
      }
      if (batch.state() == State.WAITING) {
        number(batch);
        return batch;
      }
    }
    return null;
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

  void durable(SealedBatch batch) {
    batch.state(State.DURABLE);
    answered();
  }

  /** Only the first batch can be refused: a broker takes none behind one that it refused. */
  void refused(SealedBatch batch) {
    if (batch == queue.peek()) {
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
    nextSequence = head.sequence();
    queue.forEach(batch -> batch.sequence(SealedBatch.NO_SEQUENCE));
    for (int i = others.size() - 1; i >= 0; i--) {
      queue.addFirst(others.get(i));
    }
  }

  int inFlight() {
    return inFlight;
  }

  /** Under a new producer id numbers begin at 0. Nothing may be in flight. */
  void renumber() {
    nextSequence = 0;
    for (Iterator<SealedBatch> i = queue.iterator(); i.hasNext(); ) {
      i.next().sequence(SealedBatch.NO_SEQUENCE);
    }
  }
}
