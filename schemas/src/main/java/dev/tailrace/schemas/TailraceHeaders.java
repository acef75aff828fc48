package dev.tailrace.schemas;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** The Kafka record headers that Tailrace reads and writes. Numbers are eight bytes, big-endian. */
public final class TailraceHeaders {
  /** On {@code logs.raw}: the byte at which the line begins in its source, a number. */
  public static final String OFFSET = "tailrace.offset";

  /**
   * On {@code logs.raw}: the byte after the line's end in its source, where the next line begins
   * unless something is missing between; a number. Absent where the next line of the key may begin
   * later though nothing is missing, as for containers, whose two streams share a file.
   */
  public static final String END = "tailrace.end";

  /** On {@code logs.raw}: {@link SourceAttributes} as JSON. */
  public static final String ATTRIBUTES = "tailrace.attributes";

  /** On {@code logs.raw}: tags the agent gives the line, separated by commas. Absent if none. */
  public static final String TAGS = "tailrace.tags";

  /**
   * Among the {@link #TAGS} of a line that was ended by time, before its line end came. That may
   * still come, and is no line: the next then begins some bytes behind {@link #END}.
   */
  public static final String NO_LINE_END_TAG = "no-line-end";

  /**
   * On {@code logs.raw}: when the line was written by the clock of a container runtime, ISO 8601
   * text. Absent if nobody said.
   */
  public static final String TIMESTAMP = "tailrace.timestamp";

  /** On {@code logs.raw}: the length in bytes of a line that was truncated, a number. */
  public static final String ORIGINAL_LENGTH = "tailrace.original-length";

  /** On {@code logs.raw}: the SHA-256 of a line that was truncated, 64 hex digits. */
  public static final String ORIGINAL_SHA256 = "tailrace.original-sha256";

  /** How many times a record was sent round again after it had failed, a number. Absent if none. */
  public static final String LOOPS = "tailrace.loops";

  /** On category topics: the event's id, text. */
  public static final String EVENT_ID = "tailrace.event-id";

  /** On category topics: {@link LogEvent#filedAt()} in milliseconds since 1970, a number. */
  public static final String FILED_AT = "tailrace.filed-at";

  /** On every topic of logs: {@link TraceContext#traceparent()}. */
  public static final String TRACEPARENT = "traceparent";

  /**
   * What is said of a line, in whichever topic it is on its way, beside {@link #OFFSET} and {@link
   * #ATTRIBUTES}.
   */
  public static final List<String> OF_LINES =
      List.of(END, TAGS, TIMESTAMP, ORIGINAL_LENGTH, ORIGINAL_SHA256, TRACEPARENT);

  private TailraceHeaders() {}

  public static byte[] number(long value) {
    return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
  }

  /** The last header of that name as a number; empty if it is missing or not eight bytes long. */
  public static OptionalLong number(Headers headers, String name) {
    Header header = headers.lastHeader(name);
    return number(header == null ? null : header.value());
  }

  /** A header's value as a number; empty if it is missing or not eight bytes long. */
  public static OptionalLong number(byte @Nullable [] value) {
    return value == null || value.length != Long.BYTES
        ? OptionalLong.empty()
        : OptionalLong.of(ByteBuffer.wrap(value).getLong());
  }

  /** The last header of that name as text; empty if it is missing. */
  public static Optional<String> text(Headers headers, String name) {
    Header header = headers.lastHeader(name);
    return header == null || header.value() == null
        ? Optional.empty()
        : Optional.of(new String(header.value(), StandardCharsets.UTF_8));
  }

  /** Adds what sinks need to know of an event without reading it: which it is, and its time. */
  public static Headers addFiling(Headers headers, String eventId, Instant filedAt) {
    return headers
        .add(EVENT_ID, eventId.getBytes(StandardCharsets.UTF_8))
        .add(FILED_AT, number(filedAt.toEpochMilli()));
  }
}
