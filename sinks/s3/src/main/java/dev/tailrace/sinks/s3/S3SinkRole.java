package dev.tailrace.sinks.s3;

import dev.tailrace.platform.kafka.KafkaConfig;
import dev.tailrace.platform.management.Component;
import dev.tailrace.platform.management.Health;
import dev.tailrace.sinks.core.SinkComponent;
import dev.tailrace.sinks.core.SinkMetrics.Result;
import dev.tailrace.sinks.core.SinkTelemetry;
import io.prometheus.client.CollectorRegistry;
import java.time.InstantSource;

/**
 * The role {@code sink-s3}: fills the archive with every record of the archived categories, and
 * merges its small objects. {@link S3Bootstrap} prepares its bucket.
 */
public final class S3SinkRole implements Component {
  /** The role's name. */
  public static final String NAME = "sink-s3";

  /** Its consumer group. */
  static final String GROUP = "tailrace-" + NAME;

  private final SinkComponent component;
  private final UnattendedCompactor compactor;

  private S3SinkRole(SinkComponent component, UnattendedCompactor compactor) {
    this.component = component;
    this.compactor = compactor;
  }

  /** Builds the role; connects to nothing yet. */
  public static S3SinkRole create(S3Config config, KafkaConfig kafka) {
    return create(config, kafka, InstantSource.system());
  }

  /**
   * @param clock the compactor's
   */
  static S3SinkRole create(S3Config config, KafkaConfig kafka, InstantSource clock) {
    SinkTelemetry telemetry = new SinkTelemetry(NAME);
    S3Sink sink = new S3Sink(config, new S3ObjectStore(config), telemetry);
    return new S3SinkRole(
        new SinkComponent(NAME, kafka, S3Sink.topics(), sink, telemetry),
        new UnattendedCompactor(
            Compactor.create(config, kafka, false, clock),
            config.compactionInterval(),
            sink::isFirst,
            clock));
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
    compactor.start();
  }

  @Override
  public Health check() {
    return component.check().with(compactor.details());
  }

  @Override
  public void register(CollectorRegistry registry) {
    component.register(registry);
    registry.register(compactor.metrics());
  }

  @Override
  public void close() {
    compactor.close();
    component.close();
  }
}
