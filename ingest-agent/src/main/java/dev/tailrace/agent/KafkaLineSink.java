package dev.tailrace.agent;

import dev.tailrace.agent.PendingLine.State;
import dev.tailrace.agent.lines.Line;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes lines to {@code logs.raw}. It keeps each line until it is durable, so after a failure
 * it sends all that is left again, in order, through a new producer. See {@link ProducerSession}
 * for why the order holds.
 */
final class KafkaLineSink implements LineSink {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaLineSink.class);
  private static final int MAX_LINES = 100_000;
  private static final long MAX_BYTES = 32L << 20;
  private static final int OVERHEAD = 200;
  private static final long RETRY_MILLIS = 1_000;
  private static final int LETTERS = 2;
  private static final long SLOW_MILLIS = 5_000;

  private final Supplier<Producer<byte[], byte[]>> producers;
  private final AgentMetrics metrics;
  private final LongSupplier clock;
  private final Records records = new Records();
  private Deque<PendingLine> queue = new ArrayDeque<>();
  private long queuedBytes;
  private @Nullable ProducerSession session;
  private @Nullable String stalled;
  private long retryAt;
  private volatile @Nullable String problem;

  KafkaLineSink(
      Supplier<Producer<byte[], byte[]>> producers, AgentMetrics metrics, LongSupplier clock) {
    this.producers = producers;
    this.metrics = metrics;
    this.clock = clock;
  }

  @Override
  public boolean ready() {
    return stalled == null && queue.size() < MAX_LINES && queuedBytes < MAX_BYTES;
  }

  @Override
  public void send(SourceState source, Line line, long observed) {
    PendingLine pending = new PendingLine(source, line, observed);
    queue.add(pending);
    queuedBytes += line.length() + OVERHEAD;
    if (stalled == null) {
      transmit(pending, records.raw(pending));
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // the callback gets the result
  private void transmit(PendingLine pending, ProducerRecord<byte[], byte[]> record) {
    try {
      ProducerSession current = session();
      pending.sending(current, clock.getAsLong());
      current.producer().send(record, pending);
    } catch (KafkaException | IllegalStateException e) {
      pending.failed(e);
    }
    if (pending.state() == State.WAITING) {
      stall(pending.error());
    }
  }

  private ProducerSession session() {
    ProducerSession current = session;
    if (current == null) {
      current = new ProducerSession(producers.get());
      session = current;
    }
    return current;
  }

  private void stall(@Nullable Exception reason) {
    String words = String.valueOf(reason == null ? "closed" : reason.getMessage());
    if (stalled == null) {
      LOG.atWarn().addKeyValue("reason", words).log("Kafka does not take lines; trying on");
    }
    stalled = words;
    retryAt = clock.getAsLong() + RETRY_MILLIS;
    metrics.sendErrors.inc();
  }

  @Override
  public void poll(Acknowledgements acknowledged) {
    ProducerSession current = session;
    if (current != null && current.failure() != null) {
      stall(current.failure());
      session = null;
      queue = forAnotherAttempt(queue);
    }
    if (stalled != null && clock.getAsLong() >= retryAt) {
      sendWaiting();
    }
    handOver(acknowledged);
    problem = describe();
  }

  private static Deque<PendingLine> forAnotherAttempt(Deque<PendingLine> lines) {
    Deque<PendingLine> again = new ArrayDeque<>(lines.size());
    for (PendingLine pending : lines) {
      State state = pending.state();
      boolean settled = state == State.DURABLE || state == State.REFUSED;
      again.add(settled ? pending : pending.again(pending.refusals()));
    }
    return again;
  }

  private void sendWaiting() {
    stalled = null;
    for (PendingLine pending : queue) {
      if (pending.state() == State.WAITING) {
        transmit(pending, record(pending));
        if (stalled != null) {
          return;
        }
      }
    }
    LOG.atInfo().log("Kafka takes lines again");
  }

  private ProducerRecord<byte[], byte[]> record(PendingLine pending) {
    return pending.refusals() == 0
        ? records.raw(pending)
        : records.letter(pending, pending.refusals() > 1);
  }

  private void handOver(Acknowledgements acknowledged) {
    for (PendingLine head = queue.peek(); head != null; head = queue.peek()) {
      if (head.state() == State.REFUSED && stalled == null) {
        if (head.refusals() < LETTERS) {
          refused(head);
          return;
        }
        LOG.atError()
            .addKeyValue("source", head.source().id())
            .addKeyValue("offset", head.offset())
            .log("logs.dlq refuses even the start of a line; it is lost");
        metrics.droppedLines.labels("refused").inc();
      } else if (head.state() != State.DURABLE) {
        return;
      }
      remove(head, acknowledged);
    }
  }

  private void remove(PendingLine line, Acknowledgements acknowledged) {
    queue.remove();
    queuedBytes -= line.bytes().length + OVERHEAD;
    acknowledged.acknowledged(line.source(), line.next(), 1);
  }

  /** Sends the head as a dead letter: whole, then shortened. */
  private void refused(PendingLine head) {
    PendingLine letter = head.again(head.refusals() + 1);
    metrics.deadLetters.inc();
    LOG.atWarn()
        .addKeyValue("source", head.source().id())
        .addKeyValue("offset", head.offset())
        .addKeyValue("bytes", head.bytes().length)
        .log("the broker refuses a line for its size; it goes to logs.dlq");
    List<PendingLine> rest = new ArrayList<>(queue);
    rest.set(0, letter);
    queue = new ArrayDeque<>(rest);
    transmit(letter, record(letter));
  }

  private @Nullable String describe() {
    PendingLine head = queue.peek();
    if (stalled != null) {
      return "Kafka does not take lines: " + stalled;
    }
    long age = head == null ? 0 : clock.getAsLong() - head.sentAt();
    return age < SLOW_MILLIS ? null : "Kafka has not acknowledged a line for " + age / 1000 + " s";
  }

  @Override
  public int inFlight() {
    return queue.size();
  }

  @Override
  public @Nullable String problem() {
    return problem;
  }

  @Override
  public void close(Duration within) {
    if (session != null) {
      session.producer().close(within);
    }
  }
}
