package dev.tailrace.enricher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tailrace.platform.streams.DeadLetterHandler;
import dev.tailrace.schemas.Authority;
import dev.tailrace.schemas.Category;
import dev.tailrace.schemas.DeadLetter;
import dev.tailrace.schemas.Level;
import dev.tailrace.schemas.LogEvent;
import dev.tailrace.schemas.LogEventJson;
import dev.tailrace.schemas.Topics;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
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

class EnricherTopologyTest {
  @TempDir Path state;

  private TopologyTestDriver driver;
  private TestInputTopic<String, byte[]> parsed;
  private TestOutputTopic<String, LogEvent> enriched;
  private TestOutputTopic<String, DeadLetter> letters;

  @BeforeEach
  void start() {
    Properties settings = new Properties();
    settings.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
    settings.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
    DeadLetterHandler.configure(settings);
    driver = new TopologyTestDriver(EnricherTopology.split(EnricherConfig.defaults()), settings);
    parsed =
        driver.createInputTopic(
            Topics.PARSED.name(), new StringSerializer(), new ByteArraySerializer());
    enriched =
        driver.createOutputTopic(
            Topics.ENRICHED.name(),
            Topics.ENRICHED.keys().deserializer(),
            Topics.ENRICHED.values().deserializer());
    letters =
        driver.createOutputTopic(
            Topics.DEAD_LETTERS.name(),
            Topics.DEAD_LETTERS.keys().deserializer(),
            Topics.DEAD_LETTERS.values().deserializer());
  }

  @AfterEach
  void stop() {
    driver.close();
  }

  @Test
  void addsCategoryAndFacts() {
    LogEvent event =
        Events.event(
            Authority.PLATFORM,
            Level.INFO,
            "job-scheduler",
            "Job assigned to runner",
            Map.of("repository", "org/repo"));

    parsed.pipeInput(new TestRecord<>("source-1", LogEventJson.write(event), Events.TIME));

    TestRecord<String, LogEvent> record = enriched.readRecord();
    assertThat(record.key()).isEqualTo("source-1");
    assertThat(record.getRecordTime()).isEqualTo(Events.TIME);
    assertThat(record.value())
        .isEqualTo(
            event
                .withCategory(Category.SCHEDULER_EVENTS)
                .withContext(Map.of("repository", "org/repo", "organization", "org")));
  }

  @Test
  void givesUpOnWhatIsNoEventAndGoesOn() {
    parsed.pipeInput("k", "{}".getBytes(UTF_8), Events.TIME);
    parsed.pipeInput("k", null, Events.TIME);
    parsed.pipeInput("k", new byte[] {0, -1}, Events.TIME);
    LogEvent event = Events.event(Authority.JOB, Level.INFO, "s", "next");
    parsed.pipeInput("k", LogEventJson.write(event), Events.TIME);

    List<DeadLetter> given = letters.readValuesToList();
    assertThat(given)
        .extracting(DeadLetter::reason)
        .containsExactly(
            "not what this topic holds", "the record has no value", "not what this topic holds");
    assertThat(given)
        .allSatisfy(
            letter -> {
              assertThat(letter.stage()).isEqualTo("enricher");
              assertThat(letter.topic()).isEqualTo(Topics.PARSED.name());
            });
    assertThat(given.get(0).original()).isEqualTo("{}".getBytes(UTF_8));
    assertThat(enriched.readValue().message()).isEqualTo("next");
  }
}
