package dev.tailrace.parser;

import dev.tailrace.platform.redaction.RawRedaction;
import dev.tailrace.platform.streams.Origin;
import dev.tailrace.platform.streams.Outcome;
import dev.tailrace.platform.streams.RecordSize;
import dev.tailrace.schemas.ContextKeys;
import dev.tailrace.schemas.LogEvent;
import dev.tailrace.schemas.LogEventJson;
import dev.tailrace.schemas.Source;
import dev.tailrace.schemas.SourceAttributes;
import dev.tailrace.schemas.TailraceHeaders;
import dev.tailrace.schemas.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Parses a record of {@code logs.raw}. */
final class ParseStep {
  /** As JSON, with its text in message and context, a line grows less than eightfold. */
  private static final int SURELY_FITS = Topics.MAX_RECORD_BYTES / 8;

  private final AttributesCache attributes = new AttributesCache();
  private final LineParser parser;
  private final RawRedaction redaction;

  ParseStep(LineParser parser, RawRedaction redaction) {
    this.parser = parser;
    this.redaction = redaction;
  }

  /**
   * Parses a line.
   *
   * @param offset the line's offset in its source; empty if no agent sent it
   * @param memory what is remembered of that source
   * @param arrival how it comes after those before
   */
  Outcome<LogEvent> apply(
      Record<String, byte[]> record,
      OptionalLong offset,
      Origin origin,
      SourceMemory memory,
      Arrival arrival) {
    if (offset.isPresent() && offset.getAsLong() < 0) {
      return Outcome.failed("the source offset is negative");
    }
    Known known = memory.known(record.headers().lastHeader(TailraceHeaders.ATTRIBUTES), attributes);
    LogEvent event =
        parser.parse(
            new RawLine(
                source(record, offset, origin, known.attributes()),
                known,
                Instant.ofEpochMilli(record.timestamp()),
                written(record.headers()),
                tags(record.headers(), arrival),
                context(record.headers()),
                memory,
                redaction.redact(record.headers(), record.value())));
    return isTooLarge(record, event) ? Outcome.failed(RecordSize.TOO_LARGE) : Outcome.done(event);
  }

  /** Found out here, where the line itself can go into the dead letter. */
  private static boolean isTooLarge(Record<String, byte[]> record, LogEvent event) {
    return record.value().length > SURELY_FITS
        && !RecordSize.fits(record.key(), LogEventJson.write(event));
  }

  /** A record that no agent sent is named by its place in Kafka. */
  private static Source source(
      Record<String, byte[]> record, OptionalLong offset, Origin origin, SourceAttributes known) {
    String id = offset.isPresent() ? record.key() : origin.topic() + "-" + origin.partition();
    return new Source(
        id, offset.orElse(origin.offset()), known.host(), known.path(), known.authority());
  }

  private static @Nullable Instant written(Headers headers) {
    return TailraceHeaders.text(headers, TailraceHeaders.TIMESTAMP)
        .map(IsoTime::parse)
        .orElse(null);
  }

  /** What a line was that the agent has truncated. */
  private static Map<String, Object> context(Headers headers) {
    OptionalLong length = TailraceHeaders.number(headers, TailraceHeaders.ORIGINAL_LENGTH);
    if (length.isEmpty()) {
      return Map.of();
    }
    Optional<String> hash = TailraceHeaders.text(headers, TailraceHeaders.ORIGINAL_SHA256);
    return hash.isEmpty()
        ? Map.of()
        : Map.of(
            ContextKeys.ORIGINAL_LENGTH,
            number(length.getAsLong()),
            ContextKeys.ORIGINAL_SHA256,
            Controls.visible(hash.get()));
  }

  /** As JSON is read back. */
  private static Object number(long value) {
    if (value == (int) value) {
      return (int) value;
    }
    return value;
  }

  private static List<String> tags(Headers headers, Arrival arrival) {
    List<String> tags = tags(headers);
    if (arrival != Arrival.AFTER_GAP) {
      return tags;
    }
    List<String> more = new ArrayList<>(tags);
    more.add(Tags.AFTER_GAP);
    return more;
  }

  private static List<String> tags(Headers headers) {
    return headers.lastHeader(TailraceHeaders.TAGS) == null ? List.of() : agentTags(headers);
  }

  private static List<String> agentTags(Headers headers) {
    return TailraceHeaders.text(headers, TailraceHeaders.TAGS)
        .filter(tags -> !tags.isEmpty())
        .map(tags -> List.of(tags.split(",", -1)))
        .orElse(List.of());
  }
}
