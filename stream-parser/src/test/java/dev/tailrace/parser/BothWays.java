package dev.tailrace.parser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailrace.schemas.LogEvent;
import dev.tailrace.schemas.LogEventJson;
import dev.tailrace.schemas.SourceAttributes;

/**
 * Parses a line without maps, where that is possible, and with them, and holds the one against the
 * other.
 */
final class BothWays {
  private BothWays() {}

  static LogEvent parse(byte[] line, SourceAttributes attributes, ParserConfig config) {
    LineParser parser = new LineParser(config);
    LogEvent quick = parser.parse(Lines.raw(line, attributes, memory()));
    LogEvent slow = parser.parseAny(Lines.rawWithMaps(line, attributes, memory()));

    assertThat(quick).isEqualTo(slow);
    assertThat(quick.context()).hasSameHashCodeAs(slow.context());
    assertThat(LogEventJson.read(LogEventJson.write(quick))).isEqualTo(quick);
    assertThat(LogEventJson.read(LogEventJson.write(slow))).isEqualTo(quick);
    return quick;
  }

  private static SourceMemory memory() {
    SourceMemory memory = SourceMemory.empty();
    memory.set(SourceMemory.STEP, "Run make");
    return memory;
  }
}
