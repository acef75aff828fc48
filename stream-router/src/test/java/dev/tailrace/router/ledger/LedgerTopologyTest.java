package dev.tailrace.router.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tailrace.platform.streams.DeadLetterHandler;
import dev.tailrace.schemas.CiAttributes;
import dev.tailrace.schemas.CiEvent;
import dev.tailrace.schemas.CiEventType;
import dev.tailrace.schemas.DeadLetter;
import dev.tailrace.schemas.FailureLine;
import dev.tailrace.schemas.SourceSummary;
import dev.tailrace.schemas.Topic;
import dev.tailrace.schemas.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTopologyTest {
  private static final String JOB = "r1/1/j1";
  private static final Instant ENDED = Instant.parse("2024-01-15T10:36:00Z");
  private static final Duration SECOND = Duration.ofSeconds(1);

  @TempDir Path state;

  private TopologyTestDriver driver;
  private TestInputTopic<String, CiEvent> events;
  private TestInputTopic<String, SourceSummary> sources;
  private TestOutputTopic<String, CiEvent> published;

  @BeforeEach
  void start() {
    Topology topology = new Topology();
    LedgerTopology.add(topology, LedgerConfig.defaults());
    Properties settings = new Properties();
    settings.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
    settings.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
    DeadLetterHandler.configure(settings);
    driver = new TopologyTestDriver(topology, settings);
    events = input(Topics.CI_EVENTS);
    sources = input(Topics.LEDGER);
    published = output(Topics.CI_EVENTS);
  }

  @AfterEach
  void stop() {
    driver.close();
  }

  private <V> TestInputTopic<String, V> input(Topic<String, V> topic) {
    return driver.createInputTopic(
        topic.name(), topic.keys().serializer(), topic.values().serializer());
  }

  private <V> TestOutputTopic<String, V> output(Topic<String, V> topic) {
    return driver.createOutputTopic(
        topic.name(), topic.keys().deserializer(), topic.values().deserializer());
  }

  private static SourceSummary source(String id, long lines, long gapBytes, boolean ended) {
    return source(id, lines, gapBytes, ended, null);
  }

  private static SourceSummary source(
      String id, long lines, long gapBytes, boolean ended, @Nullable FailureLine failure) {
    return new SourceSummary(
        id,
        JOB,
        0,
        lines * 10,
        lines,
        lines * 9,
        gapBytes > 0 ? 1 : 0,
        gapBytes,
        0,
        0,
        2,
        /* contiguous= */ true,
        ended,
        ENDED.minusSeconds(5).toEpochMilli(),
        failure);
  }

  private void came(SourceSummary summary) {
    sources.pipeInput(summary.job(), summary);
  }

  private void jobCompleted(String result) {
    CiEvent event =
        new CiEvent(
            "e1",
            CiEventType.JOB_COMPLETED,
            ENDED,
            "t1",
            null,
            Map.of(
                CiAttributes.RUN_ID,
                "r1",
                CiAttributes.TASK_RUN_ID,
                "j1",
                CiAttributes.RUN_ATTEMPT,
                1L,
                CiAttributes.TASK_RUN_RESULT,
                result,
                CiAttributes.REPOSITORY,
                "acme/web",
                CiAttributes.DURATION,
                3.5));
    events.pipeInput(event.key(), event);
  }

  private void pass(Duration time) {
    for (long i = 0; i < time.toSeconds(); i++) {
      driver.advanceWallClockTime(SECOND);
    }
  }

  private List<CiEvent> logs() {
    return published.readRecordsToList().stream()
        .map(TestRecord::value)
        .filter(event -> event.type() == CiEventType.JOB_LOG)
        .toList();
  }

  private CiEvent log() {
    List<CiEvent> logs = logs();
    assertThat(logs).hasSize(1);
    return logs.get(0);
  }

  private static Object verdict(CiEvent event) {
    return event.text(CiAttributes.LOG_INCOMPLETE_REASON).orElse("complete");
  }

  @Test
  void saysOfAJobThatHasEndedWhatCameOfItsLog() {
    came(source("s1", 3, 0, false));
    came(source("s1", 7, 0, true));
    jobCompleted("success");
    pass(SECOND.multipliedBy(4));

    CiEvent log = log();
    assertThat(log.eventId()).isEqualTo("job_log/r1/1/j1/1");
    assertThat(log.key()).isEqualTo(JOB);
    assertThat(log.timestamp()).isEqualTo(ENDED);
    assertThat(log.traceId()).isEqualTo("t1");
    Map<String, Object> expected = new HashMap<>();
    expected.put("cicd.pipeline.run.id", "r1");
    expected.put("cicd.pipeline.task.run.id", "j1");
    expected.put("cicd.pipeline.task.run.result", "success");
    expected.put("tailrace.run.attempt", 1);
    expected.put("vcs.repository.name", "acme/web");
    expected.put("tailrace.log.complete", true);
    expected.put("tailrace.log.revision", 1);
    expected.put("tailrace.log.sources", 1);
    expected.put("tailrace.log.lines", 7);
    expected.put("tailrace.log.bytes", 63);
    expected.put("tailrace.log.first_offset", 0);
    expected.put("tailrace.log.last_offset", 70);
    expected.put("tailrace.log.gaps", 0);
    expected.put("tailrace.log.gap_bytes", 0);
    expected.put("tailrace.log.duplicates", 0);
    expected.put("tailrace.log.failed_lines", 0);
    expected.put("tailrace.log.errors", 2);
    expected.put("tailrace.log.end_seen", true);
    assertThat(log.attributes()).isEqualTo(expected);
  }

  @Test
  void aGapInOneOfTwoSourcesIsAGapOfTheJob() {
    jobCompleted("success");
    came(source("s1", 7, 0, true));
    came(source("s2", 5, 99, true));
    pass(SECOND.multipliedBy(4));

    CiEvent log = log();
    assertThat(verdict(log)).isEqualTo("gap");
    assertThat(log.attributes())
        .containsEntry(CiAttributes.LOG_COMPLETE, false)
        .containsEntry(CiAttributes.LOG_SOURCES, 2)
        .containsEntry(CiAttributes.LOG_LINES, 12)
        .containsEntry(CiAttributes.LOG_GAPS, 1)
        .containsEntry(CiAttributes.LOG_GAP_BYTES, 99);
  }

  @Test
  void withoutAnEndNobodyKnowsThatALogIsComplete() {
    came(source("s1", 7, 0, true));
    came(source("s2", 5, 0, false));
    jobCompleted("success");

    pass(SECOND.multipliedBy(9));
    assertThat(logs()).isEmpty();
    pass(SECOND.multipliedBy(2));
    assertThat(verdict(log())).isEqualTo("no-end");
  }

  @Test
  void aJobWithoutALineHasNoCompleteLog() {
    jobCompleted("cancelled");
    pass(SECOND.multipliedBy(11));

    CiEvent log = log();
    assertThat(verdict(log)).isEqualTo("no-lines");
    assertThat(log.attributes())
        .containsEntry(CiAttributes.LOG_LINES, 0)
        .doesNotContainKeys(CiAttributes.LOG_FIRST_OFFSET, CiAttributes.LOG_END_SEEN);
  }

  @Test
  void aJobThatNeverEndsHasNoEvent() {
    came(source("s1", 7, 0, true));
    pass(Duration.ofMinutes(20));

    assertThat(logs()).isEmpty();
  }

  @Test
  void aJobThatEndsTwiceHasOneEvent() {
    came(source("s1", 7, 0, true));
    jobCompleted("success");
    jobCompleted("success");
    pass(SECOND.multipliedBy(30));
    jobCompleted("success");
    pass(SECOND.multipliedBy(30));

    assertThat(logs()).hasSize(1);
  }

  @Test
  void aLineThatComesLateCorrectsTheEvent() {
    jobCompleted("success");
    pass(SECOND.multipliedBy(11));
    came(source("s1", 7, 0, true));
    came(source("s1", 8, 0, true));
    pass(SECOND.multipliedBy(11));

    List<CiEvent> logs = logs();
    assertThat(logs)
        .extracting(LedgerTopologyTest::verdict)
        .containsExactly("no-lines", "complete");
    assertThat(logs.get(1).eventId()).isEqualTo("job_log/r1/1/j1/2");
    assertThat(logs.get(1).attributes()).containsEntry(CiAttributes.LOG_REVISION, 2);
  }

  @Test
  void linesThatOnlyCameAgainCorrectNothing() {
    SourceSummary summary = source("s1", 7, 0, true);
    came(summary);
    jobCompleted("success");
    pass(SECOND.multipliedBy(4));
    came(summary);
    pass(SECOND.multipliedBy(11));

    assertThat(logs()).hasSize(1);
  }

  @Test
  void isNotPutOffForeverWhileLinesCome() {
    jobCompleted("success");
    for (int i = 1; i <= 70; i++) {
      came(source("s1", i, 0, false));
      pass(SECOND.multipliedBy(5));
    }

    assertThat(logs()).hasSize(1);
  }

  @Test
  void namesTheLikeliestReasonOfAFailure() {
    FailureLine likely = new FailureLine(90, "s1-000000000001", "89abcdef01234567", "it broke");
    FailureLine less = new FailureLine(40, "s2-000000000001", null, "maybe");
    came(source("s1", 7, 0, true, likely));
    came(source("s2", 7, 0, true, less));
    jobCompleted("failure");
    pass(SECOND.multipliedBy(4));

    assertThat(log().attributes())
        .containsEntry(CiAttributes.FAILURE_EVENT_ID, "s1-000000000001")
        .containsEntry(CiAttributes.FAILURE_MESSAGE, "it broke")
        .containsEntry(CiAttributes.FAILURE_FINGERPRINT, "89abcdef01234567");
  }

  @Test
  void aJobThatDidNotFailHasNoReason() {
    came(source("s1", 7, 0, true, new FailureLine(90, "s1-1", null, "error, but caught")));
    jobCompleted("success");
    pass(SECOND.multipliedBy(4));

    assertThat(log().attributes()).doesNotContainKey(CiAttributes.FAILURE_EVENT_ID);
  }

  @Test
  void boundsTheSourcesOfAJob() {
    for (int i = 0; i <= JobLedger.MAX_SOURCES; i++) {
      came(source("s" + i, 1, 0, true));
    }
    jobCompleted("success");
    pass(SECOND.multipliedBy(11));

    assertThat(verdict(log())).isEqualTo("too-many-sources");
  }

  @Test
  void forgetsAJobAfterADay() {
    came(source("s1", 7, 0, true));
    jobCompleted("success");
    pass(SECOND.multipliedBy(4));
    assertThat(driver.getKeyValueStore(LedgerProcessor.STORE).get(JOB)).isNotNull();

    driver.advanceWallClockTime(Duration.ofHours(25));
    assertThat(driver.getKeyValueStore(LedgerProcessor.STORE).get(JOB)).isNull();
  }

  @Test
  void whatItCannotReadBecomesADeadLetter() {
    TestOutputTopic<String, DeadLetter> letters = output(Topics.DEAD_LETTERS);
    for (Topic<?, ?> topic : List.of(Topics.CI_EVENTS, Topics.LEDGER)) {
      driver
          .createInputTopic(topic.name(), new StringSerializer(), new ByteArraySerializer())
          .pipeInput("k", "{}".getBytes(UTF_8));
    }

    assertThat(letters.readValuesToList())
        .extracting(DeadLetter::stage)
        .containsExactly("ledger-jobs", "ledger-sources");
  }
}
