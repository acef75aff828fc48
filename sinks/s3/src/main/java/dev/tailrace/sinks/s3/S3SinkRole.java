package dev.tailrace.sinks.s3;

import dev.tailrace.platform.kafka.KafkaConfig;
import dev.tailrace.sinks.core.SinkComponent;
import dev.tailrace.sinks.core.SinkTelemetry;

/** Makes the process that fills the archive. {@link S3Bootstrap} prepares its bucket. */
public final class S3SinkRole {
  /** The component's name. */
  public static final String NAME = "sink-s3";

  /** Its consumer group. */
  static final String GROUP = "tailrace-" + NAME;

  private S3SinkRole() {}

  /** A component that stores every record of the archived categories; not started yet. */
  public static SinkComponent create(S3Config config, KafkaConfig kafka) {
    SinkTelemetry telemetry = new SinkTelemetry(NAME);
    S3Sink sink = new S3Sink(config, new S3ObjectStore(config), telemetry);
    return new SinkComponent(NAME, kafka, S3Sink.topics(), sink, telemetry);
  }
}
