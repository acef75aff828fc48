package dev.tailrace.agent.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.record.internal.CompressionType;

/**
 * A lane against a partition that behaves by the rules of KIP-98: it takes the next number of a
 * producer, knows its last five batches again, and refuses what leaves a gap. Answers fail, get
 * lost after the batch was stored, and the partition forgets the producer.
 */
final class LaneModelTest {

  /** What a broker keeps of a partition. */
  private static final class Partition {
    private final List<Integer> log = new ArrayList<>();
    private final Deque<Integer> known = new ArrayDeque<>();
    private int next = -1;

    Errors append(int sequence, int batch, int count) {
      if (known.contains(sequence)) {
        return Errors.NONE;
      }
      if (next >= 0 && sequence != next) {
        return Errors.OUT_OF_ORDER_SEQUENCE_NUMBER;
      }
      log.add(batch);
      known.add(sequence);
      if (known.size() > 5) {
        known.remove();
      }
      next = sequence + count;
      return Errors.NONE;
    }

    void forget() {
      known.clear();
      next = -1;
    }
  }

  private record Flight(SealedBatch batch, Errors answer) {}

  @Property(tries = 500)
  void storesEveryBatchOnceAndInOrderWhateverFails(@ForAll Random random) {
    Lane lane = new Lane(new TopicPartition("t", 0));
    Partition partition = new Partition();
    List<Integer> told = new ArrayList<>();
    Deque<Flight> wire = new ArrayDeque<>();
    List<SealedBatch> batches = new ArrayList<>();
    int total = 1 + random.nextInt(30);
    long now = 0;

    while (told.size() < total) {
      now++;
      assertThat(now).as("comes to an end").isLessThan(20_000);
      if (batches.size() < total && random.nextBoolean()) {
        batches.add(batch(batches.size(), 1 + random.nextInt(3), told));
        lane.add(batches.get(batches.size() - 1));
      }
      SealedBatch next = lane.next(now);
      if (next != null && random.nextInt(3) > 0) {
        lane.sent(next);
        wire.add(new Flight(next, arrive(random, partition, batches.indexOf(next), next)));
      }
      if (!wire.isEmpty() && random.nextBoolean()) {
        answer(lane, wire.remove(), now);
      }
      if (random.nextInt(40) == 0 && lane.inFlight() == 0) {
        partition.forget();
        lane.renumber();
      }
      lane.takeDurable().forEach(done -> done.receipt().durable());
    }

    assertThat(told).isEqualTo(IntStream.range(0, total).boxed().toList());
    assertThat(firstOf(partition.log)).isEqualTo(told);
  }

  /** A producer that was forgotten may store a batch twice; it is the first time that counts. */
  private static List<Integer> firstOf(List<Integer> log) {
    return log.stream().distinct().toList();
  }

  private static Errors arrive(Random random, Partition partition, int index, SealedBatch batch) {
    int luck = random.nextInt(6);
    if (luck == 0) {
      return Errors.NOT_LEADER_OR_FOLLOWER;
    }
    Errors stored = partition.append(batch.sequence(), index, batch.count());
    return luck == 1 && stored == Errors.NONE ? Errors.NETWORK_EXCEPTION : stored;
  }

  private static void answer(Lane lane, Flight flight, long now) {
    if (flight.answer() == Errors.NONE) {
      lane.durable(flight.batch(), now);
    } else {
      lane.failed(flight.batch(), now + 2);
    }
  }

  private static SealedBatch batch(int index, int count, List<Integer> told) {
    SealedBatch batch = new SealedBatch(new Encoded(), count, 0, 0, () -> told.add(index));
    batch.compressed(CompressionType.NONE, ByteBuffer.allocate(0));
    return batch;
  }

  @Property(tries = 200)
  void whatFollowsARefusedBatchIsNumberedAnewAndStored(@ForAll Random random) {
    Lane lane = new Lane(new TopicPartition("t", 0));
    Partition partition = new Partition();
    List<Integer> told = new ArrayList<>();
    List<SealedBatch> batches = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      batches.add(batch(i, 1 + random.nextInt(3), told));
      lane.add(batches.get(i));
    }
    SealedBatch bad = batches.get(random.nextInt(8));

    long now = 0;
    while (!lane.isIdle()) {
      now++;
      assertThat(now).as("comes to an end").isLessThan(1_000);
      List<SealedBatch> flying = new ArrayList<>();
      for (SealedBatch b = lane.next(now); b != null; b = lane.next(now)) {
        lane.sent(b);
        flying.add(b);
      }
      for (SealedBatch b : flying) {
        if (b == bad) {
          lane.refused(b);
        } else {
          Errors stored = partition.append(b.sequence(), batches.indexOf(b), b.count());
          answer(lane, new Flight(b, stored), now);
        }
      }
      lane.takeDurable().forEach(done -> done.receipt().durable());
      if (lane.refusedHead() != null) {
        lane.replaceHead(List.of());
      }
    }

    int missing = batches.indexOf(bad);
    List<Integer> others = IntStream.range(0, 8).filter(i -> i != missing).boxed().toList();
    assertThat(told).isEqualTo(others);
    assertThat(partition.log).isEqualTo(others);
  }
}
