package dev.tailrace.parser;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tailrace.schemas.Authority;
import dev.tailrace.schemas.ContextKeys;
import dev.tailrace.schemas.LogEvent;
import dev.tailrace.schemas.LogEventJson;
import dev.tailrace.schemas.Source;
import dev.tailrace.schemas.SourceAttributes;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What a line of each format costs, from its bytes to an event, and on to the event's bytes. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ParserBenchmark {
  private static final Instant OBSERVED = Instant.parse("2024-01-15T10:35:23Z");

  /** Names one of {@link FormatSamples}. */
  @Param({"SCHEMA", "ECS", "LOGFMT", "GITHUB_ACTIONS", "KLOG", "SYSLOG", "PLAIN"})
  private FormatSamples format = FormatSamples.SCHEMA;

  private final LineParser parser = new LineParser(ParserConfig.defaults());
  private final SourceMemory memory = SourceMemory.empty();
  private Source source = source(Authority.JOB);
  private Known known = known(Authority.JOB);
  private byte[] line = {};

  private static Source source(Authority authority) {
    return new Source("source-1", 4711, "host-1", "/a.log", authority);
  }

  private static Known known(Authority authority) {
    Map<String, String> job =
        Map.of(ContextKeys.REPOSITORY, "org/repo", ContextKeys.RUN_ID, "run-1");
    return Known.of(
        new SourceAttributes(
            "host-1", "/a.log", null, authority, authority == Authority.JOB ? job : Map.of()));
  }

  /** Takes the line of the format: the schema's from a service of the platform, others of jobs. */
  @Setup
  public void prepare() {
    Authority authority = format == FormatSamples.SCHEMA ? Authority.PLATFORM : Authority.JOB;
    source = source(authority);
    known = known(authority);
    line = format.line().getBytes(UTF_8);
  }

  /** Bytes to event. */
  @Benchmark
  public LogEvent parse() {
    return parser.parse(
        new RawLine(source, known, OBSERVED, null, List.of(), Map.of(), memory, line));
  }

  /** Bytes to event to bytes. */
  @Benchmark
  public byte[] parseAndWrite() {
    return LogEventJson.write(parse());
  }
}
