package dev.tailrace.schemas;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One line of a log, understood. Its JSON form is the log schema of the platform (timestamp, level,
 * service, trace_id, span_id, message, context) and what Tailrace knows beside it; see {@link
 * LogEventJson}.
 *
 * @param timestamp when it happened, by the writer's clock
 * @param observedTimestamp when it was read, by the agent's or broker's clock
 * @param level how severe it is; {@link Level#INFO} where the line does not say
 * @param service who wrote it
 * @param traceId W3C trace id, if any
 * @param spanId W3C span id, if any
 * @param message the text; may be empty
 * @param category where it is filed; null until the enricher has decided
 * @param source where it was read
 * @param tags what was noticed about the line, for example {@code truncated}
 * @param context everything else the writer or the agent said: text, numbers, booleans, lists, maps
 * @param fingerprint 16 lower case hexadecimal digits that lines share whose messages differ only
 *     in numbers, ids and paths; null if none was taken
 * @param failureRank how much the line looks like the reason why a job failed: 0 not at all, up to
 *     100
 * @param display the message with its colours, if it had any and they are kept: text and the escape
 *     sequences of ECMA-48 SGR only
 */
public record LogEvent(
    Instant timestamp,
    Instant observedTimestamp,
    Level level,
    String service,
    @Nullable String traceId,
    @Nullable String spanId,
    String message,
    @Nullable Category category,
    Source source,
    List<String> tags,
    Map<String, Object> context,
    @Nullable String fingerprint,
    int failureRank,
    @Nullable String display) {

  private static final Duration MOST_LATE = Duration.ofDays(1);

  /** An event of which only what every line has is known. */
  public LogEvent(
      Instant timestamp,
      Instant observedTimestamp,
      Level level,
      String service,
      @Nullable String traceId,
      @Nullable String spanId,
      String message,
      @Nullable Category category,
      Source source,
      List<String> tags,
      Map<String, Object> context) {
    this(
        timestamp,
        observedTimestamp,
        level,
        service,
        traceId,
        spanId,
        message,
        category,
        source,
        tags,
        context,
        null,
        0,
        null);
  }

  /** Names the line; see {@link Source#eventId()}. */
  public String eventId() {
    return source.eventId();
  }

  /** The same event as the enricher leaves it. */
  public LogEvent enriched(
      @Nullable String newTraceId,
      @Nullable String newSpanId,
      @Nullable Category newCategory,
      List<String> newTags,
      Map<String, Object> newContext) {
    return copy(timestamp, newTraceId, newSpanId, newCategory, newTags, newContext);
  }

  private LogEvent copy(
      Instant newTimestamp,
      @Nullable String newTraceId,
      @Nullable String newSpanId,
      @Nullable Category newCategory,
      List<String> newTags,
      Map<String, Object> newContext) {
    return new LogEvent(
        newTimestamp,
        observedTimestamp,
        level,
        service,
        newTraceId,
        newSpanId,
        message,
        newCategory,
        source,
        newTags,
        newContext,
        fingerprint,
        failureRank,
        display);
  }

  /** The same event with another context. */
  public LogEvent withContext(Map<String, Object> newContext) {
    return enriched(traceId, spanId, category, tags, newContext);
  }

  /** The same event, at another time. */
  public LogEvent at(Instant newTimestamp) {
    return copy(newTimestamp, traceId, spanId, category, tags, context);
  }

  /** The same event, filed under another category. */
  public LogEvent withCategory(Category newCategory) {
    return enriched(traceId, spanId, newCategory, tags, context);
  }

  /**
   * The time that decides the day index and the archive key: the timestamp, or the observed time
   * where the timestamp lies a day after it or so far before it that hot storage would not keep the
   * event. A clock that is wrong by years, or an old file read today, therefore opens no index of
   * its own and is searchable for as long as any other, and the answer is the same however often
   * the event is processed.
   */
  public Instant filedAt() {
    Duration mostEarly = category == null ? Category.HOT : category.hotRetention();
    boolean near =
        timestamp.isAfter(observedTimestamp.minus(mostEarly))
            && timestamp.isBefore(observedTimestamp.plus(MOST_LATE));
    return near ? timestamp : observedTimestamp;
  }

  /** A text value of the context, or null if it is missing or not text. */
  public @Nullable String contextText(String key) {
    return context.get(key) instanceof String text ? text : null;
  }
}
