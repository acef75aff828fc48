package dev.tailrace.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tailrace.parser.ParserConfig;
import dev.tailrace.router.LivePolicy;
import dev.tailrace.router.RouterConfig;
import dev.tailrace.router.ledger.LedgerConfig;
import dev.tailrace.schemas.Authority;
import dev.tailrace.schemas.CiAttributes;
import dev.tailrace.schemas.CiEvent;
import dev.tailrace.schemas.CiEventType;
import dev.tailrace.schemas.SourceAttributes;
import dev.tailrace.schemas.TailraceHeaders;
import dev.tailrace.schemas.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the lines of a job to the event about its log. */
class JobLogTest {
  private static final Instant OBSERVED = Instant.parse("2024-01-15T10:36:00Z");
  private static final byte[] JOB =
      new SourceAttributes(
              "host-1", null, "runner", Authority.JOB, Map.of("run_id", "r1", "job_id", "j1"))
          .toJson();
  private static final byte[] SERVICE =
      new SourceAttributes("host-1", null, "runner", Authority.PLATFORM, Map.of()).toJson();
  private static final String COMPLETED =
      """
      {"level":"INFO","service":"runner","message":"job_completed","context":\
      {"run_id":"r1","job_id":"j1","conclusion":"success","repository":"acme/web"}}""";

  @TempDir Path state;

  private TopologyTestDriver driver;
  private TestInputTopic<String, byte[]> raw;

  @BeforeEach
  void start() {
    Properties settings = new Properties();
    settings.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
    driver =
        new TopologyTestDriver(
            PipelineTopology.build(
                ParserConfig.defaults(), new RouterConfig(LivePolicy.OFF), LedgerConfig.defaults()),
            settings);
    raw =
        driver.createInputTopic(
            Topics.RAW.name(), new StringSerializer(), new ByteArraySerializer());
  }

  @AfterEach
  void stop() {
    driver.close();
  }

  private void line(String source, byte[] attributes, long offset, String line, String tags) {
    RecordHeaders headers = new RecordHeaders();
    headers.add(TailraceHeaders.OFFSET, TailraceHeaders.number(offset));
    headers.add(TailraceHeaders.END, TailraceHeaders.number(offset + line.length() + 1));
    headers.add(TailraceHeaders.ATTRIBUTES, attributes);
    headers.add(TailraceHeaders.TAGS, tags.getBytes(UTF_8));
    raw.pipeInput(new TestRecord<>(source, line.getBytes(UTF_8), headers, OBSERVED));
  }

  private List<CiEvent> logs() {
    for (int second = 0; second < 15; second++) {
      driver.advanceWallClockTime(Duration.ofSeconds(1));
    }
    return driver
        .createOutputTopic(
            Topics.CI_EVENTS.name(),
            Topics.CI_EVENTS.keys().deserializer(),
            Topics.CI_EVENTS.values().deserializer())
        .readValuesToList()
        .stream()
        .filter(event -> event.type() == CiEventType.JOB_LOG)
        .toList();
  }

  @Test
  void aLogThatCameToItsEndIsComplete() {
    line("job", JOB, 0, "compiling", "");
    line("job", JOB, 10, "done", "job-end");
    line("service", SERVICE, 0, COMPLETED, "");

    List<CiEvent> logs = logs();
    assertThat(logs).hasSize(1);
    assertThat(logs.get(0).key()).isEqualTo("r1/1/j1");
    assertThat(logs.get(0).attributes())
        .containsEntry(CiAttributes.LOG_COMPLETE, true)
        .containsEntry(CiAttributes.LOG_LINES, 2)
        .containsEntry(CiAttributes.REPOSITORY, "acme/web");
  }

  @Test
  void aLogWithAHoleIsNot() {
    line("job", JOB, 0, "compiling", "");
    line("service", SERVICE, 0, COMPLETED, "");
    line("job", JOB, 500, "done", "job-end");

    List<CiEvent> logs = logs();
    assertThat(logs).hasSize(1);
    assertThat(logs.get(0).attributes())
        .containsEntry(CiAttributes.LOG_COMPLETE, false)
        .containsEntry(CiAttributes.LOG_INCOMPLETE_REASON, "gap")
        .containsEntry(CiAttributes.LOG_GAP_BYTES, 490);
  }

  @Test
  void whatAServiceSaysOfAJobIsNotTheJobsLog() {
    line("service", SERVICE, 0, COMPLETED, "job-end");

    assertThat(logs())
        .singleElement()
        .satisfies(
            log ->
                assertThat(log.attributes())
                    .containsEntry(CiAttributes.LOG_INCOMPLETE_REASON, "no-lines"));
  }
}
