package dev.tailrace.sinks.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailrace.platform.kafka.KafkaConfig;
import dev.tailrace.platform.streams.StreamsComponent;
import dev.tailrace.platform.streams.StreamsSettings;
import dev.tailrace.schemas.CiAttributes;
import dev.tailrace.schemas.CiEvent;
import dev.tailrace.schemas.CiEventType;
import dev.tailrace.schemas.Topics;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.exporter.common.TextFormat;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsTopologyTest {
  @TempDir Path stateDirectory;

  private TopologyTestDriver driver;
  private TestInputTopic<String, CiEvent> events;

  @BeforeEach
  void start() {
    start(new MetricsConfig(3, null, null, null));
  }

  private void start(MetricsConfig config) {
    StreamsSettings settings = StreamsSettings.in(stateDirectory);
    Properties properties =
        StreamsComponent.properties("metrics", KafkaConfig.of("127.0.0.1:1"), settings);
    driver = new TopologyTestDriver(MetricsTopology.build(config), properties, Events.NOON);
    events =
        driver.createInputTopic(
            Topics.CI_EVENTS.name(),
            Topics.CI_EVENTS.keys().serializer(),
            Topics.CI_EVENTS.values().serializer());
  }

  @AfterEach
  void stop() {
    driver.close();
  }

  @Test
  void showsCountersAsPrometheusReadsThem() throws IOException {
    for (int job = 0; job < 5; job++) {
      Events.lifeOf("job-" + job).forEach(this::send);
    }

    assertThat(text())
        .contains("# TYPE cicd_jobs_total counter")
        .contains(
            "\ncicd_jobs_total{status=\"completed\",conclusion=\"success\","
                + "runner_labels=\"linux,x64\",} 5.0\n");
  }

  @Test
  void showsHistogramsWithCumulativeBuckets() throws IOException {
    Events.lifeOf("job-1").forEach(this::send);

    String series = "{status=\"success\",runner_labels=\"linux,x64\",";
    assertThat(text())
        .contains("# TYPE cicd_job_duration_seconds histogram")
        .contains("cicd_job_duration_seconds_bucket" + series + "le=\"30.0\",} 0.0\n")
        .contains("cicd_job_duration_seconds_bucket" + series + "le=\"60.0\",} 1.0\n")
        .contains("cicd_job_duration_seconds_bucket" + series + "le=\"3600.0\",} 1.0\n")
        .contains("cicd_job_duration_seconds_bucket" + series + "le=\"+Inf\",} 1.0\n")
        .contains("cicd_job_duration_seconds_count" + series + "} 1.0\n")
        .contains("cicd_job_duration_seconds_sum" + series + "} 45.25\n");
  }

  @Test
  void countsADoubledEventOnce() {
    send(Events.cacheHit("event-1"));
    send(Events.cacheHit("event-1"));
    send(Events.cacheHit("event-2"));

    assertThat(counts())
        .containsEntry("cicd_cache_operations_total[restore, hit, dependencies]", 2L);
  }

  @Test
  void countsAJobThatKeepsALabelBackAfterAWhile() {
    send(Events.completed("job-1", "success"));
    assertThat(counts()).isEmpty();

    driver.advanceWallClockTime(Duration.ofSeconds(31));

    assertThat(counts()).containsEntry("cicd_jobs_total[completed, success, unknown]", 1L);
  }

  @Test
  void observesTheLatencyOfSchedulerDecisions() throws IOException {
    Map<String, Object> attributes =
        Map.of(CiAttributes.DECISION_TYPE, "assign", CiAttributes.DURATION, 0.02);
    send(Events.of(CiEventType.SCHEDULER_DECISION, "event-1", 0, attributes));

    assertThat(text())
        .contains("cicd_scheduler_decisions_total{decision_type=\"assign\",} 1.0\n")
        .contains("cicd_scheduler_decision_latency_seconds_bucket{le=\"0.01\",} 0.0\n")
        .contains("cicd_scheduler_decision_latency_seconds_bucket{le=\"0.025\",} 1.0\n")
        .contains("cicd_scheduler_decision_latency_seconds_count 1.0\n");
  }

  @Test
  void countsPastTheBudgetInOneSeries() {
    for (int type = 0; type < 10; type++) {
      Map<String, Object> attributes = Map.of(CiAttributes.DECISION_TYPE, "type-" + type);
      send(Events.of(CiEventType.SCHEDULER_DECISION, "event-" + type, 0, attributes));
    }

    assertThat(counts())
        .hasSize(4)
        .containsEntry("cicd_scheduler_decisions_total[type-0]", 1L)
        .containsEntry("cicd_scheduler_decisions_total[__overflow__]", 7L);
  }

  @Test
  void forgetsEndedJobsButNotWhatTheyCounted() {
    Events.lifeOf("job-1").forEach(this::send);
    send(Events.queued("job-2"));

    driver.advanceWallClockTime(Duration.ofHours(25));

    KeyValueStore<String, JobState> jobs = driver.getKeyValueStore(MetricsTopology.JOBS);
    assertThat(jobs.get("run-1/1/job-1")).isNull();
    assertThat(jobs.get("run-1/1/job-2")).isNotNull();
    assertThat(counts()).containsEntry("cicd_jobs_total[completed, success, linux,x64]", 1L);
  }

  @Test
  void abandonsJobsThatNeverEnd() {
    send(Events.queued("job-2"));

    driver.advanceWallClockTime(Duration.ofDays(8));

    KeyValueStore<String, JobState> jobs = driver.getKeyValueStore(MetricsTopology.JOBS);
    assertThat(jobs.get("run-1/1/job-2")).isNull();
  }

  private void send(CiEvent event) {
    events.pipeInput(event.key(), event);
  }

  private Map<SeriesKey, SeriesValue> series() {
    Map<SeriesKey, SeriesValue> series = new HashMap<>();
    KeyValueStore<SeriesKey, SeriesValue> store = driver.getKeyValueStore(MetricsTopology.SERIES);
    try (KeyValueIterator<SeriesKey, SeriesValue> all = store.all()) {
      all.forEachRemaining(entry -> series.put(entry.key, entry.value));
    }
    return series;
  }

  private Map<String, Long> counts() {
    Map<String, Long> counts = new HashMap<>();
    series().forEach((key, value) -> counts.put(key.metric() + key.labels(), value.count()));
    return counts;
  }

  private String text() throws IOException {
    CollectorRegistry registry = new CollectorRegistry();
    registry.register(new SeriesCollector(MetricCatalogue.ALL, this::series));
    StringWriter text = new StringWriter();
    TextFormat.write004(text, registry.metricFamilySamples());
    return text.toString();
  }
}
