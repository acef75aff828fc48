package dev.tailrace.platform.tracing;

import dev.tailrace.schemas.LogEvent;
import dev.tailrace.schemas.TailraceHeaders;
import dev.tailrace.schemas.TraceContext;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Which records are traced, and as part of what. The header {@code traceparent} decides before what
 * a line says of itself. The lines of a source share a header, so the last one is remembered; for
 * one thread.
 */
final class SampledTraces {
  private final TraceIdRatio ratio;
  private byte[] header = {};
  private @Nullable SpanParent parent;

  SampledTraces(TraceIdRatio ratio) {
    this.ratio = ratio;
  }

  /** Where the span of a record belongs; null if it gets none. */
  @Nullable SpanParent parent(Headers headers, @Nullable LogEvent event) {
    Header found = headers.lastHeader(TailraceHeaders.TRACEPARENT);
    if (found != null && found.value() != null) {
      read(found.value());
      if (parent != null) {
        return sampled(parent);
      }
    }
    return event == null ? null : sampled(SpanParent.of(event));
  }

  private void read(byte[] value) {
    if (!Arrays.equals(value, header)) {
      header = value;
      parent =
          TraceContext.parse(new String(value, StandardCharsets.ISO_8859_1))
              .map(SpanParent::of)
              .orElse(null);
    }
  }

  private @Nullable SpanParent sampled(@Nullable SpanParent of) {
    return of != null && ratio.takes(of.traceId()) ? of : null;
  }
}
