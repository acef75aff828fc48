package dev.tailrace.platform.tracing;

import dev.tailrace.platform.streams.StageSpans;
import dev.tailrace.platform.streams.Tracing;
import io.prometheus.client.CollectorRegistry;
import org.apache.kafka.streams.processor.api.ProcessingContext;

/** Traces a sample of the work and sends the spans to a collector. */
public final class OtlpTracing implements Tracing {
  private final String role;
  private final TraceIdRatio ratio;
  private final SpanExporter exporter;

  /**
   * @param role what the process does; with {@code tailrace-} before it, the service's name
   */
  public OtlpTracing(TracingConfig config, String role) {
    this.role = role;
    this.ratio = new TraceIdRatio(config.sampleRatio());
    this.exporter = new SpanExporter(config, role);
  }

  @Override
  public StageSpans stage(String stage, ProcessingContext context) {
    return new StageTracer(stage, context, ratio, exporter);
  }

  @Override
  public void register(CollectorRegistry registry) {
    registry.register(new TracingMetrics(role, exporter.counts()));
  }

  @Override
  public void start() {
    exporter.start();
  }

  @Override
  public void close() {
    exporter.close();
  }
}
