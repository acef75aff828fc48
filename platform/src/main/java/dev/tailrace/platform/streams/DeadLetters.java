package dev.tailrace.platform.streams;

import dev.tailrace.schemas.DeadLetter;
import dev.tailrace.schemas.TailraceHeaders;
import dev.tailrace.schemas.Topics;
import java.time.Clock;
import java.util.Arrays;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Writes the dead letters of a stage. A letter always fits in a record: what is longer than it may
 * be is cut, and the reason says so.
 */
public final class DeadLetters {
  /** The most of a record's value that a letter keeps, in bytes; base64 makes it a third longer. */
  static final int MAX_ORIGINAL = 5 << 20;

  private static final int MAX_ATTRIBUTES = 64 << 10;
  private static final int MAX_KEY = 4 << 10;

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
    Throwable cause = failure.cause();
    return new DeadLetter(
        stage,
        failure.reason() + cutNote(original),
        cause == null ? null : cause.getClass().getName(),
        clock.instant(),
        origin.topic().isEmpty() ? null : origin.topic(),
        origin.partition(),
        origin.offset(),
        key(record),
        TailraceHeaders.number(record.headers(), TailraceHeaders.OFFSET).orElse(-1),
        cut(
            TailraceHeaders.text(record.headers(), TailraceHeaders.ATTRIBUTES).orElse(null),
            MAX_ATTRIBUTES),
        original.length > MAX_ORIGINAL ? Arrays.copyOf(original, MAX_ORIGINAL) : original,
        0);
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

  /** Sends letters to {@link Topics#DEAD_LETTERS}, each under its record's key. */
  public static void send(KStream<String, DeadLetter> letters) {
    KStream<String, DeadLetter> keyed =
        letters.selectKey((key, letter) -> letter.key(), Named.as("dead-letters-key"));
    keyed.to(
        Topics.DEAD_LETTERS.name(),
        Produced.with(Topics.DEAD_LETTERS.keys(), Topics.DEAD_LETTERS.values())
            .withName("dead-letters"));
  }
}
