package dev.tailrace.schemas;

import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record that could not be processed, with everything needed to see why and to send it again.
 *
 * @param stage who gave up: agent, parser, enricher, router, sink-elasticsearch, ...
 * @param reason what was wrong, in words an operator understands; never the content itself
 * @param exceptionClass the exception's class, if there was one
 * @param failedAt when it was given up
 * @param topic where the record came from; null if it never reached a topic
 * @param partition the record's partition, or -1
 * @param offset the record's offset, or -1
 * @param key the record's key as text, if any
 * @param sourceOffset the byte at which the line begins in its source, or -1
 * @param attributes the record's {@link TailraceHeaders#ATTRIBUTES} as text, if any
 * @param original the record's value as it came
 * @param loops how many times it was sent round again before
 * @param observedTimestamp the record's own time, at which the line was read; null if it had none
 * @param headers the record's headers among {@link TailraceHeaders#OF_LINES}, by name
 */
@SuppressWarnings("ArrayRecordComponent") // letters are carried, never compared
public record DeadLetter(
    String stage,
    String reason,
    @Nullable String exceptionClass,
    Instant failedAt,
    @Nullable String topic,
    int partition,
    long offset,
    @Nullable String key,
    long sourceOffset,
    @Nullable String attributes,
    byte[] original,
    int loops,
    @Nullable Instant observedTimestamp,
    Map<String, byte[]> headers) {

  /** The same with only the start of the original, at most so many bytes. */
  public DeadLetter shortened(int bytes) {
    return new DeadLetter(
        stage,
        reason + "; only its start is here",
        exceptionClass,
        failedAt,
        topic,
        partition,
        offset,
        key,
        sourceOffset,
        attributes,
        Arrays.copyOf(original, Math.min(bytes, original.length)),
        loops,
        observedTimestamp,
        headers);
  }
}
