package dev.tailrace.parser;

import static java.util.Objects.requireNonNullElse;

import dev.tailrace.parser.failures.FailureRank;
import dev.tailrace.parser.failures.Fingerprint;
import dev.tailrace.parser.tests.TestOutput;
import dev.tailrace.parser.tests.TestResult;
import dev.tailrace.schemas.Authority;
import dev.tailrace.schemas.ContextKeys;
import dev.tailrace.schemas.JsonMembers;
import dev.tailrace.schemas.Level;
import dev.tailrace.schemas.LogEvent;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes a log event of a line. Every line has one: the worst is plain text with a tag. */
final class LineParser {
  private final LineReader reader;
  private final boolean schemaFirst;
  private final ZoneId zone;
  private final boolean keepColours;

  LineParser(ParserConfig config) {
    this.reader = new LineReader(config.patterns().stream().map(PatternFormat::new).toList());
    this.schemaFirst = config.patterns().isEmpty();
    this.zone = ZoneId.of(config.zone());
    this.keepColours = config.keepColours();
  }

  LogEvent parse(RawLine raw) {
    Line simple = schemaFirst ? SchemaLine.read(raw.bytes(), zone) : null;
    return simple == null
        ? parseAny(raw)
        : event(raw, CiLog.inStep(simple, raw.memory()), raw.tags());
  }

  /** Parses a line of any format, the log schema's too, and makes the same of it. */
  LogEvent parseAny(RawLine raw) {
    LineText text = LineText.decode(raw.bytes());
    LineSetting setting =
        new LineSetting(raw.memory(), raw.observed(), zone, raw.attributes().service());
    Line line = reader.read(text.text(), setting);
    if (text.utf8() && line.tags().isEmpty()) {
      return event(raw, line, raw.tags());
    }
    List<String> tags = new ArrayList<>(raw.tags());
    if (!text.utf8()) {
      tags.add(Tags.NOT_UTF8);
    }
    tags.addAll(line.tags());
    return event(raw, line, tags);
  }

  private LogEvent event(RawLine raw, Line line, List<String> noticed) {
    Map<String, Object> said = Repair.repaired(line.context());
    List<String> tags = noticed;
    Instant time = line.time() == null ? otherTime(raw) : line.time();
    if (!Times.isCredible(time, raw.observed()) && line.time() != null) {
      tags = new ArrayList<>(noticed);
      tags.add(Tags.TIME_ABSURD);
      said = with(said, "timestamp", time.toString());
      time = raw.observed();
    }
    String service = visible(line.service());
    String message = Controls.stripped(line.message());
    Level level = requireNonNullElse(line.level(), Level.INFO);
    boolean output = raw.attributes().authority() == Authority.JOB;
    return new LogEvent(
        time,
        raw.observed(),
        level,
        Trust.service(service, raw.attributes()),
        line.traceId(),
        line.spanId(),
        message,
        null,
        raw.source(),
        List.copyOf(tags),
        context(output ? tested(said, message, raw.memory()) : said, service, raw),
        Fingerprint.of(message),
        output ? FailureRank.of(message, level) : 0,
        keepColours ? Display.of(line.message()) : null);
  }

  /** The context with what the line says of a test, if it is a test runner's. */
  private static Map<String, Object> tested(
      Map<String, Object> said, String message, SourceMemory memory) {
    TestResult result = TestOutput.read(message, memory);
    if (result == null || said.containsKey(ContextKeys.TEST)) {
      return said;
    }
    Map<String, Object> more = new LinkedHashMap<>(said);
    more.put(ContextKeys.TEST, result.toMap());
    return more;
  }

  /** The time of a line that does not say one. */
  private static Instant otherTime(RawLine raw) {
    Instant written = raw.written();
    return written != null && Times.isCredible(written, raw.observed()) ? written : raw.observed();
  }

  @SuppressWarnings("ReferenceEquality") // a line that says nothing has the step itself
  private static Map<String, Object> context(
      Map<String, Object> said, @Nullable String service, RawLine raw) {
    JsonMembers step = raw.memory().step();
    if (step != null && said == step && service == null && raw.context().isEmpty()) {
      return raw.memory().stepContext(step, raw.known());
    }
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
