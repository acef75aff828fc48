package dev.tailrace.platform.tracing;

import dev.tailrace.platform.streams.Origin;
import dev.tailrace.platform.streams.StageSpans;
import dev.tailrace.schemas.LogEvent;
import java.time.Instant;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Makes spans of what a stage does with the records of the traces that were chosen. */
final class StageTracer implements StageSpans {
  private final String stage;
  private final ProcessingContext context;
  private final SampledTraces traces;
  private final SpanExporter exporter;

  StageTracer(String stage, ProcessingContext context, TraceIdRatio ratio, SpanExporter exporter) {
    this.stage = stage;
    this.context = context;
    this.traces = new SampledTraces(ratio);
    this.exporter = exporter;
  }

  @Override
  public long begin() {
    return System.nanoTime();
  }

  @Override
  public void done(long begin, Record<String, ?> record, @Nullable LogEvent event) {
    StageSpan span = span(begin, record, event);
    if (span != null) {
      exporter.offer(span.build());
    }
  }

  @Override
  public void failed(long begin, Record<String, ?> record, RuntimeException failure) {
    StageSpan span = span(begin, record, record.value() instanceof LogEvent event ? event : null);
    if (span != null) {
      exporter.offer(span.failed(failure).build());
    }
  }

  private @Nullable StageSpan span(long begin, Record<String, ?> record, @Nullable LogEvent event) {
    SpanParent parent = traces.parent(record.headers(), event);
    if (parent == null) {
      return null;
    }
    StageSpan span =
        new StageSpan(stage, context.applicationId(), Origin.of(context), parent)
            .took(System.nanoTime() - begin, Instant.now());
    return event == null ? span : span.about(event.eventId());
  }
}
