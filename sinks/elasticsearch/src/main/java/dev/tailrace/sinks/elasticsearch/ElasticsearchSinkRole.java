package dev.tailrace.sinks.elasticsearch;

import dev.tailrace.platform.kafka.KafkaConfig;
import dev.tailrace.platform.management.Component;
import dev.tailrace.platform.management.Health;
import dev.tailrace.schemas.Category;
import dev.tailrace.schemas.Topics;
import dev.tailrace.sinks.core.DeadLetterPublisher;
import dev.tailrace.sinks.core.SinkComponent;
import dev.tailrace.sinks.core.SinkMetrics.Result;
import dev.tailrace.sinks.core.SinkTelemetry;
import io.prometheus.client.CollectorRegistry;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The role {@code sink-elasticsearch}: stores the records of all category topics and ends their
 * time in hot storage.
 */
public final class ElasticsearchSinkRole implements Component {
  /** The role's name. */
  public static final String NAME = "sink-elasticsearch";

  private final ElasticsearchSink sink;
  private final SinkComponent component;
  private final HotSweeper sweeper;

  private ElasticsearchSinkRole(
      ElasticsearchSink sink, SinkComponent component, HotSweeper sweeper) {
    this.sink = sink;
    this.component = component;
    this.sweeper = sweeper;
  }

  /** Builds the role; connects to nothing yet. */
  public static ElasticsearchSinkRole create(ElasticsearchConfig config, KafkaConfig kafka) {
    return create(config, kafka, InstantSource.system());
  }

  static ElasticsearchSinkRole create(
      ElasticsearchConfig config, KafkaConfig kafka, InstantSource clock) {
    List<String> topics =
        Arrays.stream(Category.values()).map(category -> Topics.of(category).name()).toList();
    ElasticsearchConnection connection = new ElasticsearchConnection(config);
    SinkTelemetry telemetry = new SinkTelemetry(NAME);
    ElasticsearchSink sink =
        new ElasticsearchSink(
            config, connection, new DeadLetterPublisher(NAME, kafka), telemetry, System::nanoTime);
    return new ElasticsearchSinkRole(
        sink,
        new SinkComponent(NAME, kafka, topics, sink, telemetry),
        new HotSweeper(connection, clock));
  }

  @Override
  public String name() {
    return NAME;
  }

  /** How many records had that result since this was made. */
  public long count(Result result) {
    return component.count(result);
  }

  @Override
  public void start() {
    component.start();
    sweeper.start();
  }

  @Override
  public Health check() {
    return component
        .check()
        .with(Map.of("bulk_requests_at_once", sink.concurrency()))
        .with(sweeper.details());
  }

  @Override
  public void register(CollectorRegistry registry) {
    component.register(registry);
    registry.register(sweeper.metrics());
  }

  @Override
  public void close() {
    sweeper.close();
    component.close();
  }
}
