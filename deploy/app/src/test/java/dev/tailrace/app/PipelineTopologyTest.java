package dev.tailrace.app;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tailrace.enricher.EnricherConfig;
import dev.tailrace.enricher.EnricherTopology;
import dev.tailrace.parser.ParserConfig;
import dev.tailrace.parser.ParserTopology;
import dev.tailrace.platform.streams.DeadLetterHandler;
import dev.tailrace.router.LivePolicy;
import dev.tailrace.router.RouterConfig;
import dev.tailrace.router.RouterTopology;
import dev.tailrace.router.ledger.LedgerConfig;
import dev.tailrace.schemas.Authority;
import dev.tailrace.schemas.DeadLetter;
import dev.tailrace.schemas.DeadLetterJson;
import dev.tailrace.schemas.LogEvent;
import dev.tailrace.schemas.LogEventJson;
import dev.tailrace.schemas.SourceAttributes;
import dev.tailrace.schemas.TailraceHeaders;
import dev.tailrace.schemas.Topic;
import dev.tailrace.schemas.Topics;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipelineTopologyTest {
  private static final RouterConfig CONFIG = new RouterConfig(LivePolicy.ALL);
  private static final Instant OBSERVED = Instant.parse("2024-01-15T10:36:00Z");
  private static final byte[] PLATFORM = attributes(Authority.PLATFORM);
  private static final byte[] JOB = attributes(Authority.JOB);

  @TempDir Path state;

  private static byte[] attributes(Authority authority) {
    return new SourceAttributes("host-1", null, null, authority, Map.of("repository", "org/repo"))
        .toJson();
  }

  private static TestRecord<String, byte[]> line(long offset, byte[] attributes, byte[] line) {
    Headers headers =
        new RecordHeaders()
            .add(TailraceHeaders.OFFSET, TailraceHeaders.number(offset))
            .add(TailraceHeaders.ATTRIBUTES, attributes);
    return new TestRecord<>("source-1", line, headers, OBSERVED);
  }

  private static String reported(String level, String service, String message) {
    return "{\"timestamp\":\"2024-01-15T10:35:22.123Z\",\"level\":\"%s\",\"service\":\"%s\","
            .formatted(level, service)
        + "\"message\":\"%s\",\"context\":{\"run_id\":\"r1\",\"attempt\":1,\"ratio\":0.5}}"
            .formatted(message);
  }

  /** What a day may bring: every category, every kind of failure, and lines sent twice. */
  private static List<TestRecord<String, byte[]>> input() {
    List<byte[]> lines =
        List.of(
            reported("INFO", "job-scheduler", "Job assigned to runner").getBytes(UTF_8),
            reported("INFO", "runner-manager", "registered").getBytes(UTF_8),
            reported("WARN", "api", "auth_failed").getBytes(UTF_8),
            reported("ERROR", "api", "NullPointerException").getBytes(UTF_8),
            reported("DEBUG", "api", "details").getBytes(UTF_8),
            reported("INFO", "runner", "run_started").getBytes(UTF_8),
            reported("INFO", "runner", "job_started").getBytes(UTF_8), // lacks the job
            "plain <script>alert(1)</script>".getBytes(UTF_8),
            "d\u00e9j\u00e0 vu".getBytes(ISO_8859_1),
            new byte[0],
            new byte[1 << 20],
            ("{\"a\":".repeat(10_000) + "}".repeat(10_000)).getBytes(UTF_8),
            "x".repeat(5_000_000).getBytes(UTF_8),
            "\"".repeat(5_000_000).getBytes(UTF_8), // twice as long in JSON
            "{\"message\":\"a\",\"message\":\"b\",\"time\":\"9999-01-01T00:00:00Z\"}"
                .getBytes(UTF_8),
            "{\"message\":\"a\",\"time\":1,\"n\":12345678901234567890,\"f\":1.50}".getBytes(UTF_8));
    List<TestRecord<String, byte[]>> records = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      records.add(line(i, i < 7 ? PLATFORM : JOB, lines.get(i)));
    }
    records.add(records.get(3));
    records.add(line(100, JOB, null));
    records.add(line(101, "{".getBytes(UTF_8), "a".getBytes(UTF_8)));
    records.add(new TestRecord<>(null, "other".getBytes(UTF_8), new RecordHeaders(), OBSERVED));
    records.add(line(102, PLATFORM, reported("INFO", "runner", "run_started").getBytes(UTF_8)));
    return records;
  }

  @Test
  void givesTheSameFusedAndSplit() {
    Map<String, List<TestRecord<String, byte[]>>> fused =
        run(
            "fused",
            PipelineTopology.build(ParserConfig.defaults(), CONFIG, LedgerConfig.defaults()),
            Map.of(Topics.RAW.name(), input()));

    Map<String, List<TestRecord<String, byte[]>>> split = new TreeMap<>();
    Map<String, List<TestRecord<String, byte[]>>> parsed =
        run(
            "parser",
            ParserTopology.split(ParserConfig.defaults()),
            Map.of(Topics.RAW.name(), input()));
    Map<String, List<TestRecord<String, byte[]>>> enriched =
        run("enricher", EnricherTopology.split(EnricherConfig.defaults()), parsed);
    Map<String, List<TestRecord<String, byte[]>>> routed =
        run("router", RouterTopology.split(CONFIG, LedgerConfig.defaults()), enriched);
    List.of(parsed, enriched, routed).forEach(outputs -> merge(outputs, split));

    assertThat(split.remove(Topics.PARSED.name())).isNotEmpty();
    assertThat(split.remove(Topics.ENRICHED.name())).isNotEmpty();
    assertThat(split.keySet()).isEqualTo(fused.keySet());
    for (String topic : fused.keySet()) {
      if (!topic.equals(Topics.DEAD_LETTERS.name())) {
        assertThat(seen(split.get(topic))).as(topic).isEqualTo(seen(fused.get(topic)));
      }
    }
    assertThat(originals(split)).containsExactlyInAnyOrderElementsOf(originals(fused));
  }

  @Test
  void storesEveryLineAsEventOrLetterOnce() {
    Map<String, List<TestRecord<String, byte[]>>> outputs =
        run(
            "fused",
            PipelineTopology.build(ParserConfig.defaults(), CONFIG, LedgerConfig.defaults()),
            Map.of(Topics.RAW.name(), input()));

    List<LogEvent> live =
        outputs.get(Topics.LIVE.name()).stream()
            .map(record -> LogEventJson.read(record.value()))
            .toList();
    assertThat(live).extracting(LogEvent::eventId).doesNotHaveDuplicates().hasSize(17);
    assertThat(live).extracting(LogEvent::category).doesNotContainNull();
    assertThat(letters(outputs))
        .extracting(letter -> letter.stage() + ": " + letter.reason())
        .containsExactlyInAnyOrder(
            "parser: the record has no value",
            "parser: the stage failed on this record",
            "router-ci-events: the event job_started lacks cicd.pipeline.task.run.id",
            "parser: the event is larger than a record of 8388608 bytes");
    assertThat(outputs.get(Topics.CI_EVENTS.name())).hasSize(2);
  }

  @Test
  void namesEveryNodeAndCrossesKafkaOnceBesideTheLedger() {
    String description =
        PipelineTopology.build(ParserConfig.defaults(), CONFIG, LedgerConfig.defaults())
            .describe()
            .toString();

    assertThat(description).doesNotContain("KSTREAM-", "repartition");
    assertThat(description.lines())
        .filteredOn(line -> line.contains("Sub-topology") && !line.contains("for global store"))
        .hasSize(2);
  }

  @Test
  void letsNoHeaderOfARawRecordThrough() {
    Map<String, List<TestRecord<String, byte[]>>> outputs =
        run(
            "fused",
            PipelineTopology.build(ParserConfig.defaults(), CONFIG, LedgerConfig.defaults()),
            Map.of(Topics.RAW.name(), input()));

    assertThat(outputs.values().stream().flatMap(List::stream))
        .allSatisfy(
            record -> {
              assertThat(record.headers().lastHeader(TailraceHeaders.OFFSET)).isNull();
              assertThat(record.headers().lastHeader(TailraceHeaders.ATTRIBUTES)).isNull();
            });
  }

  private Map<String, List<TestRecord<String, byte[]>>> run(
      String name, Topology topology, Map<String, List<TestRecord<String, byte[]>>> inputs) {
    Properties settings = new Properties();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, name);
    settings.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
    settings.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
    DeadLetterHandler.configure(settings);
    Map<String, List<TestRecord<String, byte[]>>> outputs = new TreeMap<>();
    try (TopologyTestDriver driver = new TopologyTestDriver(topology, settings)) {
      for (Topic<?, ?> topic : List.of(Topics.RAW, Topics.PARSED, Topics.ENRICHED)) {
        if (inputs.containsKey(topic.name()) && reads(topology, topic)) {
          driver
              .createInputTopic(topic.name(), new StringSerializer(), new ByteArraySerializer())
              .pipeRecordList(inputs.get(topic.name()));
        }
      }
      for (Topic<?, ?> topic : Topics.split()) {
        List<TestRecord<String, byte[]>> records = read(driver, topic);
        if (!records.isEmpty()) {
          outputs.put(topic.name(), records);
        }
      }
    }
    return outputs;
  }

  private static boolean reads(Topology topology, Topic<?, ?> topic) {
    return topology.describe().toString().contains("(topics: [" + topic.name() + "])");
  }

  private static List<TestRecord<String, byte[]>> read(
      TopologyTestDriver driver, Topic<?, ?> topic) {
    return driver
        .createOutputTopic(topic.name(), new StringDeserializer(), new ByteArrayDeserializer())
        .readRecordsToList();
  }

  private static void merge(
      Map<String, List<TestRecord<String, byte[]>>> from,
      Map<String, List<TestRecord<String, byte[]>>> into) {
    from.forEach(
        (topic, records) -> into.computeIfAbsent(topic, t -> new ArrayList<>()).addAll(records));
  }

  /** Everything that a reader of a topic can see. */
  private static List<List<Object>> seen(List<TestRecord<String, byte[]>> records) {
    return records.stream()
        .map(
            record ->
                List.<Object>of(
                    record.key(),
                    new String(record.value(), UTF_8),
                    record.headers(),
                    record.getRecordTime()))
        .toList();
  }

  private static List<String> originals(Map<String, List<TestRecord<String, byte[]>>> outputs) {
    return letters(outputs).stream().map(letter -> new String(letter.original(), UTF_8)).toList();
  }

  private static List<DeadLetter> letters(Map<String, List<TestRecord<String, byte[]>>> outputs) {
    return outputs.get(Topics.DEAD_LETTERS.name()).stream()
        .map(record -> DeadLetterJson.read(record.value()))
        .toList();
  }
}
