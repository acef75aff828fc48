package dev.tailrace.parser;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tailrace.schemas.Authority;
import dev.tailrace.schemas.LogEvent;
import dev.tailrace.schemas.Source;
import dev.tailrace.schemas.SourceAttributes;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** Lines of a source that the tests choose. */
final class Lines {
  static final Instant OBSERVED = Instant.parse("2024-01-15T10:36:00Z");
  static final SourceAttributes PLATFORM =
      new SourceAttributes("host-1", "/var/log/s.log", null, Authority.PLATFORM, Map.of());
  static final SourceAttributes JOB =
      new SourceAttributes("host-1", null, null, Authority.JOB, Map.of());

  static final LineSetting SETTING =
      new LineSetting(SourceMemory.empty(), OBSERVED, ZoneOffset.UTC);

  private Lines() {}

  static LogEvent platform(String line) {
    return parse(line.getBytes(UTF_8), PLATFORM);
  }

  static LogEvent job(String line) {
    return parse(line.getBytes(UTF_8), JOB);
  }

  static LogEvent parse(String line, SourceAttributes attributes) {
    return parse(line.getBytes(UTF_8), attributes);
  }

  static LogEvent parse(byte[] line, SourceAttributes attributes) {
    return new LineParser(ParserConfig.defaults())
        .parse(raw(line, attributes, SourceMemory.empty()));
  }

  static RawLine raw(byte[] line, SourceAttributes attributes, SourceMemory memory) {
    return raw(line, Known.of(attributes), memory);
  }

  /** The same, with the attributes as a map and not as bytes. */
  static RawLine rawWithMaps(byte[] line, SourceAttributes attributes, SourceMemory memory) {
    return raw(line, new Known(attributes, Map.copyOf(attributes.context())), memory);
  }

  private static RawLine raw(byte[] line, Known known, SourceMemory memory) {
    SourceAttributes attributes = known.attributes();
    Source source = new Source("source-1", 7, "host-1", null, attributes.authority());
    return new RawLine(source, known, OBSERVED, null, List.of(), Map.of(), memory, line);
  }
}
