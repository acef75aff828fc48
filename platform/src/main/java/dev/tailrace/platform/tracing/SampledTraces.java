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
 * a line says of itself. The lines of a source share a header, so recent ones are remembered, as to
 * read one costs more than all the rest; for one thread.
 */
final class SampledTraces {
  private static final int SIZE = 1024; // a power of two

  /** A header as it was read; without a parent it is not valid. */
  private static final class Known {
    private final byte[] header;
    private final @Nullable SpanParent parent;

    Known(byte[] header) {
      this.header = header;
      this.parent =
          TraceContext.parse(new String(header, StandardCharsets.ISO_8859_1))
              .map(SpanParent::of)
              .orElse(null);
    }
  }

  private final TraceIdRatio ratio;
  private final @Nullable Known[] recent = new Known[SIZE];

  SampledTraces(TraceIdRatio ratio) {
    this.ratio = ratio;
  }

  /** Where the span of a record belongs; null if it gets none. */
  @Nullable SpanParent parent(Headers headers, @Nullable LogEvent event) {
    Header header = headers.lastHeader(TailraceHeaders.TRACEPARENT);
    SpanParent named = header == null || header.value() == null ? null : read(header.value());
    SpanParent parent = named == null && event != null ? SpanParent.of(event) : named;
    return parent != null && ratio.takes(parent.traceId()) ? parent : null;
  }

  private @Nullable SpanParent read(byte[] header) {
    int place = Arrays.hashCode(header) & (SIZE - 1);
    Known known = recent[place];
    if (known == null || !Arrays.equals(known.header, header)) {
      known = new Known(header);
      recent[place] = known;
    }
    return known.parent;
  }
}
