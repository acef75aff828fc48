package dev.tailrace.parser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tailrace.platform.streams.DeadLetterHandler;
import dev.tailrace.platform.streams.HotStore;
import dev.tailrace.schemas.Authority;
import dev.tailrace.schemas.DeadLetter;
import dev.tailrace.schemas.DeadLetterJson;
import dev.tailrace.schemas.LogEvent;
import dev.tailrace.schemas.SourceAttributes;
import dev.tailrace.schemas.SourceSummary;
import dev.tailrace.schemas.TailraceHeaders;
import dev.tailrace.schemas.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParserTopologyTest {
  private static final byte[] ATTRIBUTES =
      new SourceAttributes(
              "host-1", "/var/log/a.log", "api", Authority.PLATFORM, Map.of("region", "eu"))
          .toJson();
  private static final byte[] JOB =
      new SourceAttributes(
              "host-1",
              null,
              "runner",
              Authority.JOB,
              Map.of("run_id", "r1", "attempt", "2", "job_id", "j1"))
          .toJson();
  private static final Instant OBSERVED = Instant.parse("2024-01-15T10:36:00Z");

  @TempDir Path state;

  private TopologyTestDriver driver;
  private TestInputTopic<String, byte[]> raw;
  private TestOutputTopic<String, LogEvent> parsed;
  private TestOutputTopic<String, DeadLetter> letters;
  private TestOutputTopic<String, SourceSummary> ledger;

  @BeforeEach
  void start() {
    Properties settings = new Properties();
    settings.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
    settings.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
    DeadLetterHandler.configure(settings);
    driver = new TopologyTestDriver(ParserTopology.split(ParserConfig.defaults()), settings);
    raw =
        driver.createInputTopic(
            Topics.RAW.name(), new StringSerializer(), new ByteArraySerializer());
    parsed =
        driver.createOutputTopic(
            Topics.PARSED.name(),
            Topics.PARSED.keys().deserializer(),
            Topics.PARSED.values().deserializer());
    letters =
        driver.createOutputTopic(
            Topics.DEAD_LETTERS.name(),
            Topics.DEAD_LETTERS.keys().deserializer(),
            Topics.DEAD_LETTERS.values().deserializer());
    ledger =
        driver.createOutputTopic(
            Topics.LEDGER.name(),
            Topics.LEDGER.keys().deserializer(),
            Topics.LEDGER.values().deserializer());
  }

  @AfterEach
  void stop() {
    driver.close();
  }

  private static Headers headers(long offset, byte[] attributes) {
    return new RecordHeaders()
        .add(TailraceHeaders.OFFSET, TailraceHeaders.number(offset))
        .add(TailraceHeaders.ATTRIBUTES, attributes);
  }

  private void send(@Nullable String key, byte @Nullable [] value, Headers headers) {
    raw.pipeInput(new TestRecord<>(key, value, headers, OBSERVED));
  }

  private void send(String key, long offset, String line) {
    send(key, line.getBytes(UTF_8), headers(offset, ATTRIBUTES));
  }

  @Test
  void takesWhatTheAgentSaysOfALine() {
    Headers headers =
        headers(17, ATTRIBUTES)
            .add(TailraceHeaders.TIMESTAMP, "2024-01-15T11:35:00.5+01:00".getBytes(UTF_8))
            .add(TailraceHeaders.ORIGINAL_LENGTH, TailraceHeaders.number(5_000_000_000L))
            .add(TailraceHeaders.ORIGINAL_SHA256, "ab".getBytes(UTF_8));
    send("source-1", "text".getBytes(UTF_8), headers);

    LogEvent event = parsed.readValue();
    assertThat(event.timestamp()).isEqualTo(Instant.parse("2024-01-15T10:35:00.5Z"));
    assertThat(event.context())
        .containsEntry("tailrace.original_length", 5_000_000_000L)
        .containsEntry("tailrace.original_sha256", "ab");
  }

  @Test
  void doesNotMindATimeThatIsNone() {
    Headers headers = headers(17, ATTRIBUTES).add(TailraceHeaders.TIMESTAMP, "x".getBytes(UTF_8));
    send("source-1", "text".getBytes(UTF_8), headers);

    assertThat(parsed.readValue().timestamp()).isEqualTo(OBSERVED);
  }

  @Test
  void turnsALineIntoAnEvent() {
    Headers headers = headers(17, ATTRIBUTES).add(TailraceHeaders.TAGS, "a,b".getBytes(UTF_8));
    send("source-1", "{\"message\":\"hello\"}".getBytes(UTF_8), headers);

    TestRecord<String, LogEvent> record = parsed.readRecord();
    assertThat(record.key()).isEqualTo("source-1");
    assertThat(record.getRecordTime()).isEqualTo(OBSERVED);
    LogEvent event = record.value();
    assertThat(event.message()).isEqualTo("hello");
    assertThat(event.eventId()).isEqualTo("source-1-000000000011");
    assertThat(event.service()).isEqualTo("api");
    assertThat(event.tags()).containsExactly("a", "b");
    assertThat(event.source().path()).isEqualTo("/var/log/a.log");
    assertThat(event.context()).isEqualTo(Map.of("region", "eu"));
    assertThat(event.observedTimestamp()).isEqualTo(OBSERVED);
  }

  @Test
  @SuppressWarnings("unchecked") // the store is the parser's
  void dropsLinesThatWereSentTwice() {
    send("source-1", 0, "a");
    send("source-1", 2, "b");
    send("source-1", 0, "a");
    send("source-1", 2, "b");
    send("source-1", 4, "c");
    send("source-2", 0, "d");

    assertThat(parsed.readValuesToList())
        .extracting(LogEvent::message)
        .containsExactly("a", "b", "c", "d");
    HotStore<SourceState> sources =
        (HotStore<SourceState>) driver.getStateStore(ParserProcessor.SOURCES);
    assertThat(requireNonNull(sources.get("source-1")).last).isEqualTo(4L);
    assertThat(total("duplicate-records-total")).isEqualTo(2);
  }

  @Test
  void takesRecordsOfOtherShippersByTheirPlaceInKafka() {
    for (String key : Arrays.asList(null, "theirs", "", "k".repeat(1000))) {
      send(key, "hello".getBytes(UTF_8), new RecordHeaders());
    }
    send(null, "hello".getBytes(UTF_8), headers(0, ATTRIBUTES));

    List<TestRecord<String, LogEvent>> records = parsed.readRecordsToList();
    assertThat(records).extracting(TestRecord::key).containsOnly("logs.raw-0");
    assertThat(records)
        .extracting(record -> record.value().eventId())
        .containsExactly(
            "logs.raw-0-000000000000",
            "logs.raw-0-000000000001",
            "logs.raw-0-000000000002",
            "logs.raw-0-000000000003",
            "logs.raw-0-000000000004");
    assertThat(records.get(0).value().source().authority()).isEqualTo(Authority.JOB);
  }

  @Test
  void takesSecretsOutOfRecordsThatNoAgentSent() {
    byte[] secret = "fetching https://ci:hunter2x9@git.acme.test/".getBytes(UTF_8);

    send(null, secret, new RecordHeaders());
    send("source-1", secret, headers(0, ATTRIBUTES));

    assertThat(parsed.readValuesToList())
        .extracting(LogEvent::message)
        .containsExactly(
            "fetching https://ci:[REDACTED:url-password]@git.acme.test/",
            "fetching https://ci:hunter2x9@git.acme.test/");
  }

  @Test
  void givesUpOnARecordWithoutValueAndGoesOn() {
    send("source-1", null, headers(0, ATTRIBUTES));
    send("source-1", 1, "next");

    TestRecord<String, DeadLetter> record = letters.readRecord();
    assertThat(record.key()).isEqualTo("source-1");
    DeadLetter letter = record.value();
    assertThat(letter.stage()).isEqualTo("parser");
    assertThat(letter.reason()).isEqualTo("the record has no value");
    assertThat(letter.topic()).isEqualTo(Topics.RAW.name());
    assertThat(letter.offset()).isZero();
    assertThat(letter.key()).isEqualTo("source-1");
    assertThat(letter.sourceOffset()).isZero();
    assertThat(letter.attributes()).isEqualTo(new String(ATTRIBUTES, UTF_8));
    assertThat(letter.original()).isEmpty();
    assertThat(parsed.readValue().message()).isEqualTo("next");
  }

  @Test
  void givesUpOnARecordThatFailsAndGoesOn() {
    send("source-1", "a".getBytes(UTF_8), headers(0, "{".getBytes(UTF_8)));
    send("source-1", "b".getBytes(UTF_8), headers(-5, ATTRIBUTES));
    send("source-1", 1, "next");

    List<DeadLetter> given = letters.readValuesToList();
    assertThat(given)
        .extracting(DeadLetter::reason)
        .containsExactly("the stage failed on this record", "the source offset is negative");
    assertThat(given.get(0).exceptionClass()).isEqualTo(IllegalArgumentException.class.getName());
    assertThat(given.get(0).original()).isEqualTo("a".getBytes(UTF_8));
    assertThat(parsed.readValue().message()).isEqualTo("next");
    assertThat(total("dropped-records-total")).isEqualTo(2);
  }

  @Test
  void givesUpOnAnEventThatNoRecordCanHold() {
    byte[] quotes = "\"".repeat(5_000_000).getBytes(UTF_8); // twice as long in JSON
    byte[] longer = "\"".repeat(7_000_000).getBytes(UTF_8);

    send("source-1", quotes, headers(0, ATTRIBUTES));
    send("source-1", longer, headers(1, ATTRIBUTES));
    send("source-1", 2, "next");

    List<DeadLetter> given = letters.readValuesToList();
    assertThat(given.get(0).reason()).endsWith("is larger than a record of 8388608 bytes");
    assertThat(given.get(0).original()).isEqualTo(quotes);
    assertThat(given.get(1).reason()).endsWith("7000000 bytes is cut to 5242880");
    assertThat(DeadLetterJson.write(given.get(1))).hasSizeLessThan(Topics.MAX_RECORD_BYTES);
    assertThat(parsed.readValue().message()).isEqualTo("next");
  }

  @Test
  void replacesAnImpossibleRecordTime() {
    raw.pipeInput(
        new TestRecord<>("s", "x".getBytes(UTF_8), headers(0, ATTRIBUTES), Instant.EPOCH));

    assertThat(parsed.readValue().observedTimestamp())
        .isAfter(Instant.parse("2024-01-01T00:00:00Z"));
  }

  private void sendOfJob(long offset, long end, String line, String tags) {
    Headers headers =
        headers(offset, JOB)
            .add(TailraceHeaders.END, TailraceHeaders.number(end))
            .add(TailraceHeaders.TAGS, tags.getBytes(UTF_8));
    send("source-1", line.getBytes(UTF_8), headers);
  }

  @Test
  void noticesThatLinesAreMissing() {
    sendOfJob(0, 6, "first", "");
    sendOfJob(6, 10, "wai", "no-line-end");
    sendOfJob(11, 17, "third", "");
    sendOfJob(100, 106, "fifth", "");

    assertThat(parsed.readValuesToList())
        .extracting(LogEvent::tags)
        .containsExactly(List.of(), List.of("no-line-end"), List.of(), List.of("after-gap"));
    assertThat(total("gaps-total")).isEqualTo(1);
    assertThat(total("gap-bytes-total")).isEqualTo(83);
  }

  @Test
  void publishesWhatHasComeOfASourceOfAJobOnceItIsQuiet() {
    sendOfJob(0, 6, "first", "");
    sendOfJob(6, 12, "other", "");
    sendOfJob(6, 12, "other", "");
    send("source-2", 0, "of no job");
    assertThat(ledger.isEmpty()).isTrue();

    driver.advanceWallClockTime(Duration.ofSeconds(2));
    TestRecord<String, SourceSummary> record = ledger.readRecord();
    driver.advanceWallClockTime(Duration.ofSeconds(10));

    assertThat(record.key()).isEqualTo("r1/2/j1");
    assertThat(record.value().sourceId()).isEqualTo("source-1");
    assertThat(record.value().lines()).isEqualTo(2);
    assertThat(record.value().duplicates()).isEqualTo(1);
    assertThat(record.value().contiguous()).isTrue();
    assertThat(ledger.isEmpty()).isTrue();
  }

  @Test
  void publishesAtOnceThatALogEnds() {
    sendOfJob(0, 6, "first", "");
    sendOfJob(6, 10, "end", "job-end");
    assertThat(ledger.readValue().ended()).isTrue();

    sendOfJob(10, 16, "more", "");
    driver.advanceWallClockTime(Duration.ofSeconds(2));
    assertThat(ledger.readValuesToList())
        .singleElement()
        .satisfies(summary -> assertThat(summary.lines()).isEqualTo(3));
  }

  @Test
  void aDeadLetterIsAHoleUntilItIsSentRoundAgain() {
    sendOfJob(0, 6, "first", "");
    sendOfJob(6, 12, "\"".repeat(5_000_000), "");
    sendOfJob(12, 16, "end", "job-end");
    assertThat(ledger.readValue().failed()).isEqualTo(1);

    Headers again = headers(6, JOB).add(TailraceHeaders.LOOPS, TailraceHeaders.number(1));
    send("source-1", "shorter".getBytes(UTF_8), again);
    driver.advanceWallClockTime(Duration.ofSeconds(2));

    assertThat(parsed.readValuesToList())
        .extracting(LogEvent::message)
        .containsExactly("first", "end", "shorter");
    SourceSummary summary = ledger.readValue();
    assertThat(summary.failed()).isZero();
    assertThat(summary.lines()).isEqualTo(3);
    assertThat(summary.gaps()).isZero();
  }

  private double total(String metric) {
    return driver.metrics().values().stream()
        .filter(candidate -> candidate.metricName().name().equals(metric))
        .mapToDouble(candidate -> (double) candidate.metricValue())
        .sum();
  }
}
