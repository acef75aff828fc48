package dev.tailrace.parser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tailrace.platform.redaction.RedactionConfig;
import dev.tailrace.schemas.Authority;
import dev.tailrace.schemas.JsonMembers;
import dev.tailrace.schemas.SourceAttributes;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Lines of the log schema are read without maps; that must not show. */
class SchemaLinePropertyTest {
  private static final List<SourceAttributes> SOURCES =
      List.of(
          Lines.PLATFORM,
          new SourceAttributes(
              "h", "/a.log", "agent", Authority.PLATFORM, Map.of("repository", "org/a", "k", "v")),
          new SourceAttributes("h", null, null, Authority.JOB, Map.of("run_id", "r1")),
          new SourceAttributes("h", null, "job", Authority.JOB, Map.of("repository", "org/a")));

  private static final List<ParserConfig> CONFIGS =
      List.of(
          ParserConfig.defaults(),
          new ParserConfig("Europe/Berlin", true, null, List.of(), RedactionConfig.defaults()),
          new ParserConfig(
              "UTC",
              false,
              null,
              List.of(new PatternConfig("p", "(?P<message>.*r1.*)", null, null)),
              RedactionConfig.defaults()));

  @Provide
  static Arbitrary<SourceAttributes> sources() {
    return Arbitraries.of(SOURCES);
  }

  @Provide
  static Arbitrary<ParserConfig> configs() {
    return Arbitraries.frequencyOf(
        Tuple.of(4, Arbitraries.just(CONFIGS.get(0))), Tuple.of(1, Arbitraries.of(CONFIGS)));
  }

  /** Lines as the schema has them, with whatever values. */
  @Provide
  static Arbitrary<String> schemaLines() {
    Arbitrary<String> known =
        Arbitraries.oneOf(
            member("timestamp", Arbitraries.oneOf(times().map(SchemaLinePropertyTest::quoted))),
            member("level", quoted("INFO", "warn", "Error", "LOUD", "")),
            member("service", quoted("svc", "job", " ", "a\\tb", "\\u0007s")),
            member("trace_id", quoted("0af7651916cd43dd8448eb211c80319c", "abc", "0".repeat(32))),
            member("span_id", quoted("B7AD6B7169203331", "1")),
            member("context", object(names(), values())));
    return known
        .list()
        .ofMaxSize(6)
        .map(members -> String.join(",", members))
        .flatMap(head -> texts().map(message -> "{" + head + separator(head) + message + "}"));
  }

  /** Anything with braces around it that looks like JSON. */
  @Provide
  static Arbitrary<String> objects() {
    return object(names(), values());
  }

  /** Such a line with one character put in, taken out or replaced. */
  @Provide
  static Arbitrary<String> damaged() {
    Arbitrary<String> change =
        Arbitraries.strings()
            .withChars("\"\\{}[],:0-.eEu nt/\0\t\n\r\u007f\u00e9\ud83d")
            .ofMaxLength(2);
    return Combinators.combine(schemaLines(), Arbitraries.integers(), change, Arbitraries.of(0, 1))
        .as(
            (line, place, with, cut) -> {
              int at = Math.floorMod(place, line.length());
              return line.substring(0, at) + with + line.substring(at + cut);
            });
  }

  private static String separator(String head) {
    return (head.isEmpty() ? "" : ",") + "\"message\":";
  }

  private static String quoted(String text) {
    return "\"" + text + "\"";
  }

  private static Arbitrary<String> quoted(String... texts) {
    return Arbitraries.of(texts).map(SchemaLinePropertyTest::quoted);
  }

  private static Arbitrary<String> times() {
    return Arbitraries.of(
        "2024-01-15T10:35:22.123Z",
        "2024-01-15 10:35:22,5",
        "2024-01-15T10:35:22+05:30",
        "2024-02-30T10:35:22Z",
        "1970-01-01T00:00:00Z",
        "2034-01-15T10:35:22Z",
        "1705314922",
        "soon",
        "");
  }

  private static Arbitrary<String> names() {
    return Arbitraries.frequencyOf(
        Tuple.of(6, Arbitraries.of("a", "b", "k", "job_id", "run_id", "repository", "step_name")),
        Tuple.of(1, Arbitraries.of("", "test", "claimed", "timestamp", "service", "a.b", "_")),
        Tuple.of(1, Arbitraries.of("\\u0061", "a\\n", "\u00e9", "a b", "\\\"", "message")));
  }

  private static Arbitrary<String> values() {
    Arbitrary<String> leaf =
        Arbitraries.frequencyOf(Tuple.of(5, texts()), Tuple.of(3, numbers()), Tuple.of(1, words()));
    Arbitrary<String> list = leaf.list().ofMaxSize(3).map(items -> "[" + join(items) + "]");
    return Arbitraries.frequencyOf(
        Tuple.of(8, leaf),
        Tuple.of(1, list),
        Tuple.of(1, object(names(), leaf)),
        Tuple.of(1, list.map(inner -> "[" + inner + "]")));
  }

  private static Arbitrary<String> words() {
    return Arbitraries.of("true", "false", "null", "nul", "True", "NaN", "");
  }

  private static Arbitrary<String> numbers() {
    return Arbitraries.oneOf(
        Arbitraries.longs().map(String::valueOf),
        Arbitraries.bigDecimals().map(String::valueOf),
        Arbitraries.of("0", "-0", "-0.0", "01", "-", "1.", ".5", "+1", "1e5", "1E+400", "2e-7"),
        Arbitraries.of("1e99999", "1e9999999999", "9".repeat(999), "9".repeat(1001), "0x1", "1 1"));
  }

  private static Arbitrary<String> texts() {
    Arbitrary<String> plain =
        Arbitraries.strings().withCharRange('#', '[').withChars(" aerun").ofMaxLength(20);
    Arbitrary<String> piece =
        Arbitraries.of(
            "\\n",
            "\\t",
            "\\\"",
            "\\\\",
            "\\/",
            "\\r",
            "\\b",
            "\\u0041",
            "\\u001b[1m",
            "\\u00e9",
            "\\ud83d",
            "\\ud83d\\ude80",
            "\\x",
            "\\u12",
            "\u00e9",
            "\ud83d\ude80",
            "\u007f",
            "\t",
            "##[error]",
            "FAILED");
    return Arbitraries.frequencyOf(
            Tuple.of(4, plain),
            Tuple.of(1, Combinators.combine(plain, piece, plain).as((a, b, c) -> a + b + c)))
        .map(SchemaLinePropertyTest::quoted);
  }

  private static Arbitrary<String> object(Arbitrary<String> names, Arbitrary<String> values) {
    return Combinators.combine(names, values)
        .as((name, value) -> quoted(name) + ":" + value)
        .list()
        .ofMaxSize(5)
        .flatMap(
            members ->
                Arbitraries.of(",", ",", " , ", ",\t", ",\n")
                    .map(comma -> "{" + String.join(comma, members) + "}"));
  }

  private static Arbitrary<String> member(String name, Arbitrary<String> values) {
    return values.map(value -> quoted(name) + ":" + value);
  }

  private static String join(List<String> items) {
    return String.join(",", items);
  }

  @Property
  void readsTheSameOfALineOfTheSchema(
      @ForAll("schemaLines") String line,
      @ForAll("sources") SourceAttributes source,
      @ForAll("configs") ParserConfig config) {
    assertThat(BothWays.parse(line.getBytes(UTF_8), source, config).message()).isNotNull();
  }

  @Property
  void readsTheSameOfAnyObject(
      @ForAll("objects") String line, @ForAll("sources") SourceAttributes source) {
    assertThat(BothWays.parse(line.getBytes(UTF_8), source, CONFIGS.get(0)).message()).isNotNull();
  }

  @Property
  void readsTheSameOfADamagedLine(
      @ForAll("damaged") String line, @ForAll("sources") SourceAttributes source) {
    assertThat(BothWays.parse(line.getBytes(UTF_8), source, CONFIGS.get(0)).message()).isNotNull();
  }

  @Example
  void makesNoMapOfALineOfTheSchema() {
    String line =
        """
        {"timestamp":"2024-01-15T10:35:22.123Z","level":"INFO","service":"s",\
        "trace_id":"0af7651916cd43dd8448eb211c80319c","span_id":"b7ad6b7169203331",\
        "message":"a \\"b\\"","context":{"job_id":"j","n":1,"list":["x",2.5,true]}}""";

    Line read = SchemaLine.read(line.getBytes(UTF_8), ZoneOffset.UTC);

    assertThat(read).isNotNull();
    assertThat(read.message()).isEqualTo("a \"b\"");
    assertThat(read.context()).isInstanceOf(JsonMembers.class).containsEntry("n", 1);
    assertThat(Lines.parse(line, SOURCES.get(1)).context()).isInstanceOf(JsonMembers.class);
  }
}
