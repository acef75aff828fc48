package dev.tailrace.router.facts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tailrace.platform.streams.Stage;
import dev.tailrace.schemas.CiAttributes;
import dev.tailrace.schemas.CiEvent;
import dev.tailrace.schemas.CiEventType;
import dev.tailrace.schemas.Topic;
import dev.tailrace.schemas.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FactsTopologyTest {
  private static final Instant TIME = Instant.parse("2024-01-15T10:36:00Z");

  @TempDir Path state;

  private TopologyTestDriver driver;

  @BeforeEach
  void start() {
    Properties settings = new Properties();
    settings.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
    Topology topology = new Topology();
    FactsTopology.add(topology, Stage.named("events").source(topology, Topics.CI_EVENTS));
    driver = new TopologyTestDriver(topology, settings, TIME);
  }

  @AfterEach
  void stop() {
    driver.close();
  }

  private void happens(CiEventType type, Instant time, Map<String, Object> attributes) {
    CiEvent event = new CiEvent("e", type, time, null, null, attributes);
    driver
        .createInputTopic(
            Topics.CI_EVENTS.name(),
            Topics.CI_EVENTS.keys().serializer(),
            Topics.CI_EVENTS.values().serializer())
        .pipeInput(event.key(), event, time);
  }

  private List<String> published(Topic<String, byte[]> topic) {
    List<KeyValue<String, byte[]>> records =
        driver
            .createOutputTopic(topic.name(), new StringDeserializer(), new ByteArrayDeserializer())
            .readKeyValuesToList();
    records.forEach(r -> FactSchema.of(topic).check(r.value));
    return records.stream()
        .map(r -> r.key + " " + (r.value == null ? null : new String(r.value, UTF_8)))
        .toList();
  }

  private static Map<String, Object> step(int number, Map<String, Object> more) {
    Map<String, Object> attributes = new HashMap<>(more);
    attributes.put(CiAttributes.RUN_ID, "7");
    attributes.put(CiAttributes.TASK_RUN_ID, "8");
    attributes.put(CiAttributes.STEP_NUMBER, (long) number);
    return attributes;
  }

  @Test
  void publishesARunnerOnceUntilItChanges() {
    Map<String, Object> linux = Map.of(CiAttributes.WORKER_ID, "r", CiAttributes.OS, "linux");
    happens(CiEventType.RUNNER_REGISTERED, TIME, linux);
    happens(CiEventType.RUNNER_HEARTBEAT, TIME, linux);
    happens(CiEventType.RUNNER_HEARTBEAT, TIME, Map.of(CiAttributes.WORKER_ID, "r"));
    happens(
        CiEventType.RUNNER_HEARTBEAT,
        TIME,
        Map.of(CiAttributes.WORKER_ID, "r", CiAttributes.RUNNER_LABELS, "a,b"));

    assertThat(published(Topics.RUNNER_FACTS))
        .containsExactly(
            "r {\"os\":\"linux\"}", "r {\"os\":\"linux\",\"runner_labels\":[\"a\",\"b\"]}");
  }

  @Test
  void takesARunBackAnHourAfterItsEnd() {
    happens(
        CiEventType.RUN_STARTED,
        TIME,
        Map.of(CiAttributes.RUN_ID, "7", CiAttributes.REF_NAME, "main"));
    happens(
        CiEventType.RUN_COMPLETED,
        TIME,
        Map.of(CiAttributes.RUN_ID, "7", CiAttributes.RUN_RESULT, "success"));
    assertThat(published(Topics.RUN_FACTS))
        .containsExactly("7/1 {\"branch\":\"main\",\"attempt\":1}");

    driver.advanceWallClockTime(Duration.ofMinutes(55));
    assertThat(published(Topics.RUN_FACTS)).isEmpty();
    driver.advanceWallClockTime(Duration.ofMinutes(10));
    assertThat(published(Topics.RUN_FACTS)).containsExactly("7/1 null");
  }

  @Test
  void collectsWhenTheStepsOfAJobRan() {
    happens(CiEventType.STEP_STARTED, TIME, step(1, Map.of(CiAttributes.STEP_NAME, "Build")));
    happens(
        CiEventType.STEP_COMPLETED,
        TIME.plusSeconds(5),
        step(1, Map.of(CiAttributes.DURATION, 4.0)));
    happens(CiEventType.STEP_STARTED, TIME.plusSeconds(5), step(2, Map.of()));
    happens(
        CiEventType.JOB_COMPLETED,
        TIME.plusSeconds(9),
        step(0, Map.of(CiAttributes.TASK_RUN_RESULT, "success")));

    List<String> facts = published(Topics.JOB_FACTS);
    assertThat(facts.get(0))
        .isEqualTo(
            "7/1/8 {\"steps\":[{\"number\":1,\"name\":\"Build\","
                + "\"started_at\":\"2024-01-15T10:36:00Z\"}]}");
    assertThat(facts.get(3))
        .isEqualTo(
            "7/1/8 {\"steps\":[{\"number\":1,\"name\":\"Build\","
                + "\"started_at\":\"2024-01-15T10:36:01Z\","
                + "\"completed_at\":\"2024-01-15T10:36:05Z\"},"
                + "{\"number\":2,\"started_at\":\"2024-01-15T10:36:05Z\","
                + "\"completed_at\":\"2024-01-15T10:36:09Z\"}]}");
  }
}
