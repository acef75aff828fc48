package dev.tailrace.platform.tracing;

import dev.tailrace.schemas.CiTrace;
import dev.tailrace.schemas.ContextKeys;
import dev.tailrace.schemas.LogEvent;
import dev.tailrace.schemas.TraceContext;
import org.jspecify.annotations.Nullable;

/**
 * Where a span belongs.
 *
 * @param traceId its trace
 * @param spanId the span it is part of; null if only the trace is known
 */
record SpanParent(String traceId, @Nullable String spanId) {
  static SpanParent of(TraceContext context) {
    return new SpanParent(context.traceId(), context.spanId());
  }

  /** What an event says itself, or what follows from its run; null if it is of no trace. */
  static @Nullable SpanParent of(LogEvent event) {
    String trace = event.traceId();
    if (trace != null) {
      return new SpanParent(trace, event.spanId());
    }
    String run = event.contextText(ContextKeys.RUN_ID);
    if (run == null) {
      return null;
    }
    long attempt = CiTrace.attempt(event.context().get(ContextKeys.ATTEMPT));
    return of(CiTrace.of(run, attempt, event.contextText(ContextKeys.JOB_ID)));
  }
}
