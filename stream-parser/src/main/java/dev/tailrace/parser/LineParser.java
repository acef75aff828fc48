package dev.tailrace.parser;

import static java.util.Objects.requireNonNullElse;

import dev.tailrace.schemas.Level;
import dev.tailrace.schemas.LogEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes a log event of a line. Every line has one: the worst is plain text with a tag. */
final class LineParser {
  private LineParser() {}

  static LogEvent parse(RawLine raw) {
    Line simple = SchemaLine.read(raw.bytes());
    return simple == null ? parseAny(raw) : event(raw, simple, new ArrayList<>(raw.tags()));
  }

  private static LogEvent parseAny(RawLine raw) {
    LineText text = LineText.decode(raw.bytes());
    Line line = LineReader.read(text.text());
    List<String> tags = new ArrayList<>(raw.tags());
    if (!text.utf8()) {
      tags.add(Tags.NOT_UTF8);
    }
    tags.addAll(line.tags());
    return event(raw, line, tags);
  }

  private static LogEvent event(RawLine raw, Line line, List<String> tags) {
    Map<String, Object> said = Repair.repaired(line.context());
    Instant time = line.time() == null ? otherTime(raw) : line.time();
    if (!Times.isCredible(time, raw.observed()) && line.time() != null) {
      tags.add(Tags.TIME_ABSURD);
      said = with(said, "timestamp", time.toString());
      time = raw.observed();
    }
    String service = visible(line.service());
    return new LogEvent(
        time,
        raw.observed(),
        requireNonNullElse(line.level(), Level.INFO),
        Trust.service(service, raw.attributes()),
        line.traceId(),
        line.spanId(),
        Controls.stripped(line.message()),
        null,
        raw.source(),
        List.copyOf(tags),
        context(said, service, raw));
  }

  /** The time of a line that does not say one. */
  private static Instant otherTime(RawLine raw) {
    Instant written = raw.written();
    return written != null && Times.isCredible(written, raw.observed()) ? written : raw.observed();
  }

  private static Map<String, Object> context(
      Map<String, Object> said, @Nullable String service, RawLine raw) {
    Map<String, Object> context = Trust.context(said, service, raw.known());
    if (raw.context().isEmpty()) {
      return context;
    }
    Map<String, Object> more = new LinkedHashMap<>(context);
    more.putAll(raw.context());
    return more;
  }

  private static @Nullable String visible(@Nullable String text) {
    return text == null ? null : Controls.visible(text);
  }

  private static Map<String, Object> with(Map<String, Object> map, String key, String value) {
    Map<String, Object> copy = new LinkedHashMap<>(map);
    Repair.put(copy, key, value);
    return copy;
  }
}
