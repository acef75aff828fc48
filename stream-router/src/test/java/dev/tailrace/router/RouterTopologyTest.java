package dev.tailrace.router;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tailrace.platform.streams.DeadLetterHandler;
import dev.tailrace.router.ledger.LedgerConfig;
import dev.tailrace.schemas.Authority;
import dev.tailrace.schemas.Category;
import dev.tailrace.schemas.CiEvent;
import dev.tailrace.schemas.DeadLetter;
import dev.tailrace.schemas.LogEvent;
import dev.tailrace.schemas.LogEventJson;
import dev.tailrace.schemas.TailraceHeaders;
import dev.tailrace.schemas.Topic;
import dev.tailrace.schemas.Topics;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RouterTopologyTest {
  @TempDir Path state;

  private TopologyTestDriver driver;
  private TestInputTopic<String, byte[]> enriched;

  @BeforeEach
  void start() {
    Properties settings = new Properties();
    settings.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
    settings.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
    DeadLetterHandler.configure(settings);
    driver =
        new TopologyTestDriver(
            RouterTopology.split(new RouterConfig(LivePolicy.ALL), LedgerConfig.defaults()),
            settings);
    enriched =
        driver.createInputTopic(
            Topics.ENRICHED.name(), new StringSerializer(), new ByteArraySerializer());
  }

  @AfterEach
  void stop() {
    driver.close();
  }

  private <V> TestOutputTopic<String, V> output(Topic<String, V> topic) {
    return driver.createOutputTopic(
        topic.name(), topic.keys().deserializer(), topic.values().deserializer());
  }

  private void send(LogEvent event) {
    RecordHeaders headers = new RecordHeaders();
    headers.add("other", new byte[] {1});
    enriched.pipeInput(
        new TestRecord<>("source-1", LogEventJson.write(event), headers, Events.OBSERVED));
  }

  @ParameterizedTest
  @EnumSource(Category.class)
  void filesAnEventUnderItsCategory(Category category) {
    LogEvent event =
        Events.event(Authority.JOB, "m", Map.of("run_id", "r1")).withCategory(category);
    send(event);

    TestRecord<String, LogEvent> filed = output(Topics.of(category)).readRecord();
    assertThat(filed.key()).isEqualTo("source-1");
    assertThat(filed.value()).isEqualTo(event);
    assertThat(filed.getRecordTime()).isEqualTo(Events.OBSERVED);
    assertThat(filed.headers()).hasSize(2);
    assertThat(TailraceHeaders.text(filed.headers(), TailraceHeaders.EVENT_ID))
        .contains(event.eventId());
    assertThat(TailraceHeaders.number(filed.headers(), TailraceHeaders.FILED_AT))
        .hasValue(Events.TIME.toEpochMilli());
    TestRecord<String, LogEvent> live = output(Topics.LIVE).readRecord();
    assertThat(live.key()).isEqualTo("r1");
    assertThat(live.value()).isEqualTo(event);
    assertThat(live.headers()).isEqualTo(filed.headers());
  }

  @Test
  void publishesTheEventsThatThePlatformReports() {
    send(Events.platform("job_queued", Map.of("run_id", "r1", "job_id", "j1")));

    TestRecord<String, CiEvent> record = output(Topics.CI_EVENTS).readRecord();
    assertThat(record.key()).isEqualTo("r1/1/j1");
    assertThat(record.value().text("cicd.pipeline.task.run.id")).contains("j1");
    assertThat(record.headers()).isEmpty();
    assertThat(output(Topics.of(Category.JOB_EXECUTION)).getQueueSize()).isOne();
  }

  @Test
  void writesALetterForAReportThatCannotBeUsed() {
    LogEvent event = Events.platform("job_queued", Map.of("run_id", "r1"));
    send(event);

    TestRecord<String, DeadLetter> record = output(Topics.DEAD_LETTERS).readRecord();
    assertThat(record.key()).isEqualTo("source-1");
    assertThat(record.value().stage()).isEqualTo(RouterTopology.REPORTS);
    assertThat(record.value().reason()).contains("cicd.pipeline.task.run.id");
    assertThat(record.value().topic()).isEqualTo(Topics.ENRICHED.name());
    assertThat(LogEventJson.read(record.value().original())).isEqualTo(event);
    assertThat(output(Topics.of(Category.JOB_EXECUTION)).getQueueSize()).isOne();
  }

  @Test
  void givesUpOnWhatIsNoEventAndGoesOn() {
    enriched.pipeInput("k", "nonsense".getBytes(UTF_8), Events.OBSERVED);
    send(Events.event(Authority.JOB, "next", Map.of()));

    assertThat(output(Topics.DEAD_LETTERS).readValue().original())
        .isEqualTo("nonsense".getBytes(UTF_8));
    assertThat(output(Topics.LIVE).readValue().message()).isEqualTo("next");
  }
}
