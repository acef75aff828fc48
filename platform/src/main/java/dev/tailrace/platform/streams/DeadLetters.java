package dev.tailrace.platform.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tailrace.platform.redaction.RawRedaction;
import dev.tailrace.schemas.DeadLetter;
import dev.tailrace.schemas.DeadLetterJson;
import dev.tailrace.schemas.TailraceHeaders;
import dev.tailrace.schemas.Topics;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Writes the dead letters of stages. A letter always fits in a record: what is longer than it may
 * be is cut, and the reason says so.
 */
public final class DeadLetters {
  /** The end of the name of the node by which a stage reads. */
  static final String SOURCE = "-source";

  /** The end of the name of the node by which a stage writes. */
  static final String SINK = "-sink";

  /** The most of a record's value that a letter keeps, in bytes; base64 makes it a third longer. */
  static final int MAX_ORIGINAL = 5 << 20;

  private static final int MAX_ATTRIBUTES = 64 << 10;
  private static final int MAX_KEY = 4 << 10;
  private static final int MAX_HEADER = 4 << 10;
  private static final byte[] NOTHING = {};

  private final String stage;
  private final Clock clock;

  /**
   * @param stage the value of {@link DeadLetter#stage()}
   */
  public DeadLetters(String stage, Clock clock) {
    this.stage = stage;
    this.clock = clock;
  }

  /** A letter about a record, with that record's bytes as far as they fit. */
  public DeadLetter letter(
      Record<String, ?> record, byte[] original, Origin origin, Outcome.Failed<?> failure) {
    return letter(
        record.headers(),
        record.timestamp(),
        record.key(),
        original,
        origin,
        failure.reason(),
        failure.cause());
  }

  private DeadLetter letter(
      Headers headers,
      long timestamp,
      @Nullable String key,
      byte[] original,
      Origin origin,
      String reason,
      @Nullable Throwable cause) {
    return new DeadLetter(
        stage,
        reason + cutNote(original),
        cause == null ? null : cause.getClass().getName(),
        clock.instant(),
        origin.topic().isEmpty() ? null : origin.topic(),
        origin.partition(),
        origin.offset(),
        cut(key, MAX_KEY),
        TailraceHeaders.number(headers, TailraceHeaders.OFFSET).orElse(-1),
        cut(TailraceHeaders.text(headers, TailraceHeaders.ATTRIBUTES).orElse(null), MAX_ATTRIBUTES),
        original.length > MAX_ORIGINAL ? Arrays.copyOf(original, MAX_ORIGINAL) : original,
        (int) TailraceHeaders.number(headers, TailraceHeaders.LOOPS).orElse(0),
        timestamp < 0 ? null : Instant.ofEpochMilli(timestamp),
        ofLine(headers));
  }

  private static Map<String, byte[]> ofLine(Headers headers) {
    Map<String, byte[]> kept = new TreeMap<>();
    for (String name : TailraceHeaders.OF_LINES) {
      Header header = headers.lastHeader(name);
      byte[] value = header == null ? null : header.value();
      if (value != null && value.length <= MAX_HEADER) {
        kept.put(name, value);
      }
    }
    return kept;
  }

  /**
   * The record for {@link Topics#DEAD_LETTERS} about what Kafka Streams failed on. The original is
   * what entered the topology, and not what a stage had made of it; without secrets, if no agent
   * has looked for them.
   */
  static ProducerRecord<byte[], byte[]> record(
      ErrorHandlerContext context,
      RawRedaction redaction,
      Clock clock,
      String reason,
      @Nullable Throwable cause) {
    String node = context.processorNodeId();
    byte[] key = context.sourceRawKey();
    byte[] value = context.sourceRawValue();
    Headers headers = context.headers() == null ? new RecordHeaders() : context.headers();
    boolean known = context.topic() != null;
    DeadLetter letter =
        new DeadLetters(stage(node == null ? "unknown" : node), clock)
            .letter(
                headers,
                context.timestamp(),
                key == null ? null : new String(key, UTF_8),
                value == null ? NOTHING : redaction.redact(headers, value),
                known
                    ? new Origin(context.topic(), context.partition(), context.offset())
                    : Origin.NONE,
                reason,
                cause);
    return record(letter);
  }

  private static ProducerRecord<byte[], byte[]> record(DeadLetter letter) {
    String key = letter.key();
    return new ProducerRecord<>(
        Topics.DEAD_LETTERS.name(),
        key == null ? null : key.getBytes(UTF_8),
        DeadLetterJson.write(letter));
  }

  private static String stage(String node) {
    for (String end : new String[] {SOURCE, SINK}) {
      if (node.endsWith(end)) {
        return node.substring(0, node.length() - end.length());
      }
    }
    return node;
  }

  /** The key under which a record's letter is sent: its own as far as it fits. */
  public static @Nullable String key(Record<String, ?> record) {
    return cut(record.key(), MAX_KEY);
  }

  private static String cutNote(byte[] original) {
    return original.length > MAX_ORIGINAL
        ? "; the original of " + original.length + " bytes is cut to " + MAX_ORIGINAL
        : "";
  }

  private static @Nullable String cut(@Nullable String text, int length) {
    return text == null || text.length() <= length ? text : text.substring(0, length);
  }
}
