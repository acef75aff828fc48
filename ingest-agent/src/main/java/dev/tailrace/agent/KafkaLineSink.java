package dev.tailrace.agent;

import dev.tailrace.agent.kafka.BatchProducer;
import dev.tailrace.agent.kafka.OwnHeaders;
import dev.tailrace.agent.kafka.RefusedRecord;
import dev.tailrace.agent.lines.Frame;
import dev.tailrace.agent.lines.Line;
import dev.tailrace.agent.lines.Truncation;
import dev.tailrace.schemas.TailraceHeaders;
import dev.tailrace.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes lines to {@code logs.raw}. What it has taken it holds until it is durable and sends
 * again for as long as it takes; past a bound it takes no more. A line that the broker refuses goes
 * to {@code logs.dlq}, and its source waits for that.
 */
final class KafkaLineSink implements LineSink {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaLineSink.class);
  private static final long MAX_BYTES = 16L << 20;
  private static final long SLOW_MILLIS = 5_000;
  private static final byte[] OFFSET = TailraceHeaders.OFFSET.getBytes(StandardCharsets.UTF_8);
  private static final byte[] END = TailraceHeaders.END.getBytes(StandardCharsets.UTF_8);
  private static final byte[] ORIGINAL_LENGTH =
      TailraceHeaders.ORIGINAL_LENGTH.getBytes(StandardCharsets.UTF_8);
  private static final Acknowledgements NOBODY = (source, stream, next, lines) -> {};

  private final BatchProducer<Spans> producer;
  private final AgentMetrics metrics;
  private final OwnHeaders headers = new OwnHeaders();
  private final Deque<Runnable> early = new ArrayDeque<>();
  private final DeadLetterOffice letters;
  private final long startedAt = System.currentTimeMillis();
  private Acknowledgements acknowledgements = NOBODY;
  private long failures;
  private int inFlight;
  private boolean known;
  private volatile @Nullable String problem;

  /**
   * @param properties of a Kafka producer
   */
  KafkaLineSink(Map<String, Object> properties, AgentMetrics metrics) {
    this.metrics = metrics;
    Deque<RefusedRecord> refused = new ArrayDeque<>();
    this.producer =
        new BatchProducer<>(
            properties,
            List.of(Topics.RAW.name(), Topics.DEAD_LETTERS.name()),
            () -> new Spans(() -> acknowledgements),
            refused::add);
    this.letters = new DeadLetterOffice(producer, refused, metrics);
  }

  @Override
  public boolean ready() {
    return known && producer.heldBytes() < MAX_BYTES;
  }

  @Override
  public void send(SourceState source, Line line, long observed) {
    inFlight++;
    if (early.isEmpty() && known) {
      append(source, line, observed);
    } else {
      Line own = line.own();
      early.add(() -> append(source, own, observed));
    }
  }

  private void append(SourceState source, Line line, long observed) {
    headers.clear().number(OFFSET, line.offset());
    // Between two lines of a container's stream lie those of the other: their ends tell of no gap.
    boolean contiguous = line.frame() == null;
    if (contiguous) {
      headers.number(END, line.next());
    }
    boolean cut = contiguous && line.next() == source.cut();
    if (cut || line.truncation() != null || line.frame() != null) {
      describe(line.truncation(), line.frame(), cut);
    }
    producer
        .append(
            Topics.RAW.name(),
            source.frame(line.stream()),
            headers,
            observed,
            line.buffer(),
            line.from(),
            line.to())
        .add(source, line.stream(), line.next());
  }

  private void describe(@Nullable Truncation truncation, @Nullable Frame frame, boolean cut) {
    List<String> tags = new ArrayList<>(3);
    if (truncation != null) {
      headers.number(ORIGINAL_LENGTH, truncation.originalLength());
      headers.text(TailraceHeaders.ORIGINAL_SHA256, truncation.sha256());
      tags.add("truncated");
    }
    if (frame != null && frame.time() != null) {
      headers.text(TailraceHeaders.TIMESTAMP, frame.time());
    }
    if (frame != null && frame.damaged()) {
      tags.add(Frame.DAMAGED_TAG);
    }
    if (cut) {
      tags.add(TailraceHeaders.NO_LINE_END_TAG);
    }
    if (!tags.isEmpty()) {
      headers.text(TailraceHeaders.TAGS, String.join(",", tags));
    }
  }

  @Override
  public void poll(Acknowledgements acknowledged, long wait) {
    known = producer.partitions(Topics.RAW.name()) > 0;
    while (!early.isEmpty() && known) {
      early.remove().run();
    }
    acknowledgements =
        (source, stream, next, lines) -> {
          inFlight -= lines;
          acknowledged.acknowledged(source, stream, next, lines);
        };
    producer.poll(wait);
    letters.deliver();
    acknowledgements = NOBODY;
    observe();
  }

  private void observe() {
    metrics.sendErrors.inc((double) (producer.failures() - failures));
    failures = producer.failures();
    String now = describe(System.currentTimeMillis());
    if (now != null && problem == null) {
      LOG.atWarn().addKeyValue("reason", now).log("Kafka does not take lines; trying on");
    } else if (now == null && problem != null) {
      LOG.atInfo().log("Kafka takes lines again");
    }
    problem = now;
  }

  private @Nullable String describe(long now) {
    String reason = producer.problem();
    if (!known) {
      if (reason != null || now - startedAt > SLOW_MILLIS) {
        return "Kafka has not told where the topic "
            + Topics.RAW.name()
            + " is"
            + (reason == null ? "" : ": " + reason);
      }
      return null;
    }
    if (reason != null) {
      return "Kafka does not take lines: " + reason;
    }
    if (letters.homeless()) {
      return "a line was refused, and the topic " + Topics.DEAD_LETTERS.name() + " does not exist";
    }
    long age = now - producer.oldest();
    return age < SLOW_MILLIS ? null : "Kafka has not acknowledged a line for " + age / 1000 + " s";
  }

  @Override
  public int inFlight() {
    return inFlight;
  }

  @Override
  public @Nullable String problem() {
    return problem;
  }

  @Override
  public void wakeup() {
    producer.wakeup();
  }

  @Override
  public void close() {
    producer.close();
  }
}
